-- Mentions and documents of each entry in each month. Runs in SQLite and in DuckDB over a table `mentions`.
SELECT entry, name, substr(date, 1, 7) AS month, count(*) AS mentions, count(DISTINCT document) AS documents
FROM mentions
WHERE entry <> '' AND date <> ''
GROUP BY entry, name, month
ORDER BY entry, month;
