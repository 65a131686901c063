-- requires: 18
create publication picked with (publish_generated_columns = stored);
