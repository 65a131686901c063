alter table users alter age type text;
alter table users alter mood type mood using mood::mood;
alter table users alter seen type timestamp with time zone;
alter table users alter tags type jsonb using to_jsonb(tags);
