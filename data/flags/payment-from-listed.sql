-- rule: payment-from-listed
-- title: Money from a body that was listed
-- severity: high
-- explanation: A payment, fee, gift or travel from somebody who was on a list at that time. A payment without a date
--   may have been made at any time.
-- basis: United States: 31 CFR 594.204 (transactions with persons listed under E.O. 13224), 18 U.S.C. 2339B; Canada:
--   Criminal Code s. 83.08 (dealing in property of a terrorist group); United Kingdom: Terrorism Act 2000 s. 15 to 18;
--   European Union: Regulation (EC) 2580/2001, Article 2.
-- refuted by: The payment was not made, or not by them; the payer was not listed when it was made; it was licensed.
SELECT p.payee AS entity, p.payer AS other, p.date AS date, p.tie AS tie, l.rowid AS listing
FROM payment p JOIN listings l ON l.entity = p.payer
WHERE (p.date IS NULL AND l.from_first < p.to_last AND l.to_last > p.from_first) OR holds_on(l.from_first, l.from_last, l.to_first, l.to_last, p.date) <> 'no'
