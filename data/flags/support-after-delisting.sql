-- rule: support-after-delisting
-- title: Support shortly after a delisting
-- severity: low
-- explanation: Somebody supported, met or lobbied for a body, or took part in its event, soon after it had been taken
--   off a list. Support after a delisting is lawful; that the two are close in time is all that is said.
-- basis: Lobbying Act (Canada), Lobbying Disclosure Act of 1995 (2 U.S.C. 1601), Foreign Agents Registration Act (22
--   U.S.C. 611): who works on officials for a client is to be on record.
-- refuted by: The support did not take place, or not within the time; the body was not taken off that list then.
-- param: days 366 how many days after the delisting are soon
-- param: exact 366 within how many days the date of the delisting must be known
SELECT c.person AS entity, c.body AS other, c.date AS date, c.tie AS tie, c.tie_organiser AS tie_organiser,
       l.rowid AS listing
FROM (SELECT person, body, date, tie, tie_organiser FROM attendance
      UNION ALL
      SELECT subject, object, begin_date, rowid, NULL FROM ties
      WHERE relation IN ('supports', 'meets', 'lobbies_for', 'works_for') AND modality NOT IN ('denied', 'proposed') AND NOT derived
      UNION ALL
      SELECT object, subject, begin_date, rowid, NULL FROM ties
      WHERE relation = 'meets' AND modality NOT IN ('denied', 'proposed') AND NOT derived) c
  JOIN entities e ON e.id = c.person
  JOIN listings l ON l.entity = c.body
WHERE e.schema = 'Person' AND l.to_first > '0000-01-01' AND l.to_last < '9999-12-31'
  AND last_day(c.date) >= l.to_first AND julianday(first_day(c.date)) - julianday(l.to_last) <= :days
  AND julianday(l.to_last) - julianday(l.to_first) <= :exact -- else it has no date to count from
  AND (l.status IS NULL OR l.status NOT IN ('superseded', 'merged'))
