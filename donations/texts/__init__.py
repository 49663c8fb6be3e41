"""Reading old texts: reports and news on drives, and the facts in them."""
