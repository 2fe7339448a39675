-- rule: lists-disagree
-- title: On one list, and taken off another
-- severity: info
-- explanation: One jurisdiction lists somebody on the day whom another one has taken off. Lists rest on different laws;
--   a delisting says what its reason says, which is often nothing.
-- basis: Each list is law within its own jurisdiction only.
-- refuted by: The one who took it off has listed it again under another regime; the listing has ended.
SELECT a.entity AS entity, :on AS date, a.rowid AS listing, b.rowid AS listing_ended
FROM listings a JOIN listings b ON b.entity = a.entity
WHERE b.jurisdiction <> a.jurisdiction
  AND holds_on(a.from_first, a.from_last, a.to_first, a.to_last, :on) = 'yes'
  AND b.to_date IS NOT NULL AND b.to_last <= last_day(:on)
  AND (b.status IS NULL OR b.status NOT IN ('superseded', 'merged'))
  AND NOT EXISTS (SELECT 1 FROM listings c WHERE c.entity = b.entity AND c.jurisdiction = b.jurisdiction
                  AND holds_on(c.from_first, c.from_last, c.to_first, c.to_last, :on) <> 'no')
