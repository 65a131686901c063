create trusted language other handler plpgsql_call_handler;
