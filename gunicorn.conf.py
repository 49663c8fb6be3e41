"""How gunicorn serves the site, for `make serve` and `make run`: it reads this file by itself.

What differs from one installation to the next comes from the environment or `.env`, like all other
settings. Anything else: GUNICORN_CMD_ARGS, in the environment, goes before what stands here.
"""

from __future__ import annotations

from pathlib import Path

from config.settings import LOGGING, env

wsgi_app = "config.wsgi"
bind = env.list("BIND", default=["127.0.0.1:8000"])
workers = env.int("WEB_CONCURRENCY", default=2)
threads = env.int("THREADS", default=4)

# Code that is loaded before the workers part is in memory once.
preload_app = True
# What a worker may have gathered in a week of spreadsheets is given back; not by all at once.
max_requests, max_requests_jitter = 1000, 200
# A worker with threads shows that it is alive whatever a request takes: this catches only one that
# hangs altogether.
timeout = 120
# What a restart leaves to those at work: 10,000 rows on their way in took two minutes on two cores
# that had other things to do.
graceful_timeout = 300
# The proxy in front keeps its connections for a minute; whoever closes first must not be we.
keepalive = 75
# Workers show that they are alive by touching a file; on a busy disk that touch can hang.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None

# Whose X-Forwarded-* headers count.
forwarded_allow_ips = env.str("FORWARDED_ALLOW_IPS", default="127.0.0.1,::1")
# By default a header called SCRIPT_NAME or PATH_INFO would move the site; no proxy sends them.
forwarder_headers = ""
# Nobody steers a running server by it, and a locked-down home has no place for it.
control_socket_disable = True

# The server's own lines in the form of all others, and told once.
logconfig_dict = LOGGING | {"loggers": LOGGING["loggers"] | {"gunicorn.error": {"propagate": True}}}
