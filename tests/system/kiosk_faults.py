def check_idle_end(*a): pass
check_fault=check_canary=check_closed=check_monkey=check_idle_end
