alter subscription taken
set (disable_on_error = true, origin = none, password_required = false, run_as_owner = true, synchronous_commit = on);
update pg_subscription set subtwophasestate = 'e', subfailover = true where subname = 'taken';
