alter type mood add value 'ok' before 'happy';
