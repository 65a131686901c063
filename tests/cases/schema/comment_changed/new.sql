comment on schema shop is 'What customers see and buy';
