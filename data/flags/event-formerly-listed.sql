-- rule: event-formerly-listed
-- title: Took part in an event of a body that had been listed before
-- severity: low
-- explanation: Somebody in office took part in an event that a body organised which had been on a list before, and had
--   been taken off it by then. A delisting has its reasons; they stand beside it.
-- basis: No law forbids it. Disclosure rules of parliaments ask for hospitality and travel whoever offers them, such as
--   the Conflict of Interest Code for Members of the House of Commons (Canada), section 15.
-- refuted by: The person was not in office on the day, or was not there; the body did not organise the event, or had
--   never been on that list.
SELECT a.person AS entity, a.body AS other, a.date AS date, a.tie AS tie, a.tie_organiser AS tie_organiser,
       o.rowid AS office, l.rowid AS listing
FROM attendance a JOIN offices o ON o.entity = a.person JOIN listings l ON l.entity = a.body
WHERE holds_on(o.from_first, o.from_last, o.to_first, o.to_last, a.date) <> 'no'
  AND l.to_date IS NOT NULL AND l.to_last <= first_day(a.date)
  AND (l.status IS NULL OR l.status NOT IN ('superseded', 'merged'))
  AND NOT EXISTS (SELECT 1 FROM listings c WHERE c.entity = l.entity AND c.jurisdiction = l.jurisdiction
                  AND holds_on(c.from_first, c.from_last, c.to_first, c.to_last, a.date) <> 'no')
