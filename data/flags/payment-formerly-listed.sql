-- rule: payment-formerly-listed
-- title: Money from a body that had been listed before
-- severity: low
-- explanation: A payment, fee, gift or travel from somebody who had been on a list before, and had been taken off it by
--   then. A delisting has its reasons; they stand beside it.
-- basis: No law forbids it. Fees and gifts are to be disclosed by those whom disclosure rules bind, such as the Ethics in
--   Government Act of 1978 (United States) and the Conflict of Interest Act (Canada).
-- refuted by: The payment was not made, or not by them; the payer had never been on that list.
SELECT p.payee AS entity, p.payer AS other, p.date AS date, p.tie AS tie, l.rowid AS listing
FROM payment p JOIN listings l ON l.entity = p.payer
WHERE l.to_date IS NOT NULL AND l.to_last <= first_day(p.date)
  AND (l.status IS NULL OR l.status NOT IN ('superseded', 'merged'))
  AND NOT EXISTS (SELECT 1 FROM listings c WHERE c.entity = l.entity AND c.jurisdiction = l.jurisdiction
                  AND holds_on(c.from_first, c.from_last, c.to_first, c.to_last, p.date) <> 'no')
