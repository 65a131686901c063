alter view answers set (security_barrier = true);
