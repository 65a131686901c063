alter function number_of(text) immutable strict security definer leakproof parallel safe cost 10;
alter function number_of(text) set search_path to app, pg_temp;
alter function number_of(text) set work_mem to '64MB';
alter function numbers_of(text) rows 5;
alter function starts_with_it(text, text) support text_starts_with_support;
