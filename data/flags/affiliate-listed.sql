-- rule: affiliate-listed
-- title: Contact with a body or person with a listed affiliate
-- severity: medium
-- explanation: Somebody took part in an event of a body, met, supported or worked for it, or took money from it, and
--   another body was then listed, or had been, that leads, represents or owns it, is a part or member of it, or the other
--   way round. The same of a person, such as the head of a listed body. Whether the two are one is for whoever listed the
--   affiliate to say; listings do not extend to affiliates unless they say so.
-- basis: OFAC, FAQ 398 to 402 (entities that blocked persons own); EU Best Practices on
--   restrictive measures, Council document 8519/18, on ownership and control; due diligence of whoever deals with a
--   front or umbrella body.
-- refuted by: The contact did not take place; the two did not belong together at that time; the affiliate was not
--   listed by then.
SELECT c.person AS entity, a.id AS other, c.date AS date, c.tie AS tie, c.tie_organiser AS tie_organiser,
       f.rowid AS tie_affiliation, o.rowid AS office, l.rowid AS listing
FROM contact c CROSS JOIN entities e ON e.id = c.person
  LEFT JOIN offices o ON o.entity = c.person
    AND holds_on(o.from_first, o.from_last, o.to_first, o.to_last, c.date) <> 'no'
  CROSS JOIN ties f ON f.subject = c.body OR f.object = c.body
  CROSS JOIN entities a ON a.id = iif(f.subject = c.body, f.object, f.subject)
  CROSS JOIN listings l ON l.entity = a.id
WHERE e.schema = 'Person' AND f.relation IN affiliation AND f.modality NOT IN ('denied', 'proposed') AND NOT f.derived
  AND a.schema IN ('Organization', 'Company', 'LegalEntity', 'PublicBody') AND a.id <> c.person
  AND l.from_first <= last_day(c.date)
  AND holds_on(f.from_first, f.from_last, f.to_first, f.to_last, c.date) <> 'no'
