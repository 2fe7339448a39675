-- rule: event-listed-at-home
-- title: Took part in an event of a body that was then listed at home
-- severity: high
-- explanation: Somebody in office took part in an event that a body organised which their own country then listed, or
--   the EU of whose member they were an office-holder, or the United Nations. Taking part is no offence by itself;
--   what is forbidden depends on the law of the list.
-- basis: Canada: Criminal Code s. 83.03 (making services available to a listed entity); United States: 18 U.S.C. 2339B
--   (material support of a foreign terrorist organisation); United Kingdom: Terrorism Act 2000 s. 12 (meetings in
--   support of a proscribed organisation); Charter of the United Nations, Article 25 (members carry out decisions of the
--   Security Council).
-- refuted by: The person was not in office on the day, or was not there; the body did not organise the event, or was
--   not on that list on the day.
SELECT a.person AS entity, a.body AS other, a.date AS date, a.tie AS tie, a.tie_organiser AS tie_organiser,
       o.rowid AS office, l.rowid AS listing
FROM attendance a JOIN offices o ON o.entity = a.person JOIN listings l ON l.entity = a.body
WHERE holds_on(o.from_first, o.from_last, o.to_first, o.to_last, a.date) <> 'no'
  AND holds_on(l.from_first, l.from_last, l.to_first, l.to_last, a.date) <> 'no'
  AND (l.jurisdiction = o.jurisdiction OR l.jurisdiction = 'UN' OR (l.jurisdiction = 'EU' AND EXISTS (
       SELECT 1 FROM eu_member m
       WHERE m.member = o.jurisdiction AND first_day(a.date) >= m.since AND first_day(a.date) < m.until)))
