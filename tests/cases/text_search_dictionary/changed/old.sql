create text search dictionary exact (template = simple);
