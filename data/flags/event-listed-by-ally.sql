-- rule: event-listed-by-ally
-- title: Took part in an event of a body that an ally then listed
-- severity: medium
-- explanation: Somebody in office took part in an event that a body organised which an ally of their country then
--   listed. An ally is a member of one alliance by treaty (NATO, ANZUS, Japan-US, Korea-US) with it on that day; the
--   list of the EU counts as one of its members'.
-- basis: No law forbids it at home; guidance of protocol offices asks for it to be known before the invitation is
--   accepted. The lists of an ally bind whoever is within its jurisdiction.
-- refuted by: The person was not in office on the day, or was not there; the body did not organise the event, or was
--   not on that list on the day; the two countries were no allies.
SELECT a.person AS entity, a.body AS other, a.date AS date, a.tie AS tie, a.tie_organiser AS tie_organiser,
       o.rowid AS office, l.rowid AS listing
FROM attendance a JOIN offices o ON o.entity = a.person JOIN listings l ON l.entity = a.body
WHERE holds_on(o.from_first, o.from_last, o.to_first, o.to_last, a.date) <> 'no'
  AND holds_on(l.from_first, l.from_last, l.to_first, l.to_last, a.date) <> 'no'
  AND l.jurisdiction <> o.jurisdiction AND EXISTS (
       SELECT 1 FROM alliance h JOIN alliance x ON x.name = h.name
       WHERE h.member = o.jurisdiction AND first_day(a.date) >= h.since AND first_day(a.date) < h.until
         AND x.member <> h.member AND first_day(a.date) >= x.since AND first_day(a.date) < x.until
         AND (x.member = l.jurisdiction OR (l.jurisdiction = 'EU'
              AND x.member IN (SELECT member FROM eu_member
                               WHERE first_day(a.date) >= since AND first_day(a.date) < until)
              AND h.member NOT IN (SELECT member FROM eu_member
                                   WHERE first_day(a.date) >= since AND first_day(a.date) < until))))
