create or replace language other handler call_it inline do_it validator check_it;
alter language other owner to app_owner;
comment on language other is 'By hand';
