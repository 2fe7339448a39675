-- rule: owned-by-listed
-- title: Owned by the listed, on the reported shares
-- severity: high
-- explanation: Nobody lists it on the day, but owners who are listed hold enough of it by the rule of some jurisdiction,
--   on the shares that sources report. `ties owned` tells the chain, the ranges and the rules.
-- basis: OFAC, Revised Guidance on Entities Owned by Persons Whose Property and Interests in Property Are Blocked (13
--   August 2014); Council of the EU, Best Practices, document 8519/18, on ownership and control; United Kingdom, The Russia
--   (Sanctions) (EU Exit) Regulations 2019, regulation 7, and its like.
-- refuted by: The shares are smaller, or held by others; an owner is not listed on the day.
SELECT t.object AS entity, :on AS date, t.rowid AS tie_share, l.rowid AS listing
FROM ties t LEFT JOIN listings l ON l.entity = t.subject
  AND holds_on(l.from_first, l.from_last, l.to_first, l.to_last, :on) <> 'no'
WHERE t.relation = 'owns' AND t.modality NOT IN ('denied', 'proposed') AND NOT t.derived
  AND holds_on(t.from_first, t.from_last, t.to_first, t.to_last, :on) <> 'no'
  AND NOT EXISTS (SELECT 1 FROM listings own WHERE own.entity = t.object
                  AND holds_on(own.from_first, own.from_last, own.to_first, own.to_last, :on) <> 'no')
  AND owned_by_listed(t.object, :on) = 'yes'
