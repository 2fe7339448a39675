-- rule: both-sides
-- title: Tied to both sides
-- severity: low
-- explanation: Somebody in office met, supported or helped one side and the other of two that attack, oppose, ban or
--   accuse each other. Mediators and ministers do so in the course of their work.
-- basis: Rules on conflicts of interest ask that such ties be known, such as the Conflict of Interest Act (Canada), and
--   5 CFR 2635 (standards of conduct of the executive branch of the United States).
-- refuted by: One of the two ties is not so; the two were not hostile to each other.
SELECT a.subject AS entity, h.object AS other, b.date AS date, a.tie AS tie, b.tie AS tie_other,
       h.rowid AS tie_hostile, o.rowid AS office
FROM (SELECT subject, object, begin_date AS date, rowid AS tie FROM ties
      WHERE relation IN ('meets', 'supports', 'aids', 'lobbies_for', 'allied_with') AND modality NOT IN ('denied', 'proposed')
        AND NOT derived
      UNION ALL
      SELECT object, subject, begin_date, rowid FROM ties
      WHERE relation IN ('meets', 'allied_with') AND modality NOT IN ('denied', 'proposed')
        AND NOT derived) a
  JOIN offices o ON o.entity = a.subject
  JOIN ties h ON h.subject = a.object AND h.relation IN ('attacks', 'opposes', 'bans', 'accuses')
    AND h.modality NOT IN ('denied', 'proposed') AND NOT h.derived
  JOIN (SELECT subject, object, begin_date AS date, rowid AS tie FROM ties
        WHERE relation IN ('meets', 'supports', 'aids', 'lobbies_for', 'allied_with') AND modality NOT IN ('denied', 'proposed')
        AND NOT derived
        UNION ALL
        SELECT object, subject, begin_date, rowid FROM ties
        WHERE relation IN ('meets', 'allied_with') AND modality NOT IN ('denied', 'proposed')
        AND NOT derived) b
    ON b.subject = a.subject AND b.object = h.object
WHERE a.object <> a.subject AND h.object <> a.subject
  AND (holds_on(o.from_first, o.from_last, o.to_first, o.to_last, a.date) <> 'no'
       OR holds_on(o.from_first, o.from_last, o.to_first, o.to_last, b.date) <> 'no')
