"""How pages behave as the country grows: `make bench` writes benchmarks/results.md.

Databases of 60, 10.000 and 140.000 drives (``manage.py seed_scale``) on SQLite and PostgreSQL are
made once and kept in bench/data. Each size is measured in a process of its own, with the clock
stopped at the day for which the rows are made. Every page is compared with itself at 60 drives,
and with its *floor*: the same answer drawn from what had already been read.
"""
