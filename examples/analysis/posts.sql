-- Each post over time. Its `key` is the same however the text names it: role|agency|place.
SELECT key, min(date) AS first, max(date) AS last, count(DISTINCT document) AS documents, min(text) AS wording
FROM mentions
WHERE label = 'POST' AND key <> ''
GROUP BY key
ORDER BY documents DESC, key;
