-- rule: contact-listed
-- title: Contact with a body that was then listed
-- severity: medium
-- explanation: Somebody took part in an event of a body, met, supported, worked or lobbied for it, or took money from it,
--   and it was on a list at that time. Negotiators, envoys and reporters do so in the course of their work.
-- basis: What a list forbids differs: 18 U.S.C. 2339B and 31 CFR 594.204 (United States), Criminal Code s. 83.03
--   (Canada), Terrorism Act 2000 s. 12 (United Kingdom), Regulation (EC) 2580/2001 (European Union). Meeting alone is
--   forbidden by none of them.
-- refuted by: The contact did not take place, or not then; the body was not listed at that time.
SELECT c.person AS entity, c.body AS other,
       CASE WHEN l.from_first > last_day(c.date) THEN l.from_date ELSE c.date END AS date,
       c.tie AS tie, c.tie_organiser AS tie_organiser, o.rowid AS office, l.rowid AS listing
FROM contact c CROSS JOIN entities e ON e.id = c.person
  LEFT JOIN offices o ON o.entity = c.person
    AND holds_on(o.from_first, o.from_last, o.to_first, o.to_last, c.date) <> 'no'
  CROSS JOIN listings l ON l.entity = c.body
WHERE e.schema = 'Person' AND (
  holds_on(l.from_first, l.from_last, l.to_first, l.to_last, c.date) <> 'no'
  OR (c.date IS NOT NULL AND c.end_date IS NOT NULL AND l.from_first < c.to_last AND l.to_last > c.from_first))
