alter publication picked set (publish_generated_columns = none);
