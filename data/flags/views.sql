-- Views that rules can use beside the tables of docs/sql.md.

-- Whose ally is whose, by treaty: members of one alliance on one day. Dates are those on which the treaty came into
-- force for the member.
CREATE TEMP VIEW alliance(name, member, since, until) AS VALUES
-- NATO (North Atlantic Treaty, Washington, 4 April 1949, and the protocols on accession)
('NATO', 'BE', '1949-08-24', '9999-12-31'), ('NATO', 'CA', '1949-08-24', '9999-12-31'),
('NATO', 'DK', '1949-08-24', '9999-12-31'), ('NATO', 'FR', '1949-08-24', '9999-12-31'),
('NATO', 'GB', '1949-08-24', '9999-12-31'), ('NATO', 'IS', '1949-08-24', '9999-12-31'),
('NATO', 'IT', '1949-08-24', '9999-12-31'), ('NATO', 'LU', '1949-08-24', '9999-12-31'),
('NATO', 'NL', '1949-08-24', '9999-12-31'), ('NATO', 'NO', '1949-08-24', '9999-12-31'),
('NATO', 'PT', '1949-08-24', '9999-12-31'), ('NATO', 'US', '1949-08-24', '9999-12-31'),
('NATO', 'GR', '1952-02-18', '9999-12-31'), ('NATO', 'TR', '1952-02-18', '9999-12-31'),
('NATO', 'DE', '1955-05-06', '9999-12-31'), ('NATO', 'ES', '1982-05-30', '9999-12-31'),
('NATO', 'CZ', '1999-03-12', '9999-12-31'), ('NATO', 'HU', '1999-03-12', '9999-12-31'),
('NATO', 'PL', '1999-03-12', '9999-12-31'), ('NATO', 'BG', '2004-03-29', '9999-12-31'),
('NATO', 'EE', '2004-03-29', '9999-12-31'), ('NATO', 'LT', '2004-03-29', '9999-12-31'),
('NATO', 'LV', '2004-03-29', '9999-12-31'), ('NATO', 'RO', '2004-03-29', '9999-12-31'),
('NATO', 'SI', '2004-03-29', '9999-12-31'), ('NATO', 'SK', '2004-03-29', '9999-12-31'),
('NATO', 'AL', '2009-04-01', '9999-12-31'), ('NATO', 'HR', '2009-04-01', '9999-12-31'),
('NATO', 'ME', '2017-06-05', '9999-12-31'), ('NATO', 'MK', '2020-03-27', '9999-12-31'),
('NATO', 'FI', '2023-04-04', '9999-12-31'), ('NATO', 'SE', '2024-03-07', '9999-12-31'),
-- Security Treaty between Australia, New Zealand and the United States (ANZUS); the United States suspended its
-- obligations to New Zealand on 1986-08-11
('ANZUS', 'AU', '1952-04-29', '9999-12-31'), ('ANZUS', 'NZ', '1952-04-29', '1986-08-11'),
('ANZUS', 'US', '1952-04-29', '9999-12-31'),
-- Treaty of Mutual Cooperation and Security between the United States and Japan
('Japan-US', 'JP', '1960-06-23', '9999-12-31'), ('Japan-US', 'US', '1960-06-23', '9999-12-31'),
-- Mutual Defense Treaty between the United States and the Republic of Korea
('Korea-US', 'KR', '1954-11-17', '9999-12-31'), ('Korea-US', 'US', '1954-11-17', '9999-12-31');

-- On whom the lists of the EU are binding: its member states (treaties of accession).
CREATE TEMP VIEW eu_member(member, since, until) AS VALUES
('BE', '1958-01-01', '9999-12-31'), ('DE', '1958-01-01', '9999-12-31'), ('FR', '1958-01-01', '9999-12-31'),
('IT', '1958-01-01', '9999-12-31'), ('LU', '1958-01-01', '9999-12-31'), ('NL', '1958-01-01', '9999-12-31'),
('DK', '1973-01-01', '9999-12-31'), ('IE', '1973-01-01', '9999-12-31'), ('GB', '1973-01-01', '2020-02-01'),
('GR', '1981-01-01', '9999-12-31'), ('ES', '1986-01-01', '9999-12-31'), ('PT', '1986-01-01', '9999-12-31'),
('AT', '1995-01-01', '9999-12-31'), ('FI', '1995-01-01', '9999-12-31'), ('SE', '1995-01-01', '9999-12-31'),
('CY', '2004-05-01', '9999-12-31'), ('CZ', '2004-05-01', '9999-12-31'), ('EE', '2004-05-01', '9999-12-31'),
('HU', '2004-05-01', '9999-12-31'), ('LT', '2004-05-01', '9999-12-31'), ('LV', '2004-05-01', '9999-12-31'),
('MT', '2004-05-01', '9999-12-31'), ('PL', '2004-05-01', '9999-12-31'), ('SI', '2004-05-01', '9999-12-31'),
('SK', '2004-05-01', '9999-12-31'), ('BG', '2007-01-01', '9999-12-31'), ('RO', '2007-01-01', '9999-12-31'),
('HR', '2013-07-01', '9999-12-31');

-- Who took part in an event, and who called, hosted or ran it.
CREATE TEMP VIEW attendance AS
SELECT t.subject AS person, o.subject AS body, t.begin_date AS date, t.from_first, t.object AS event,
       t.to_last, t.end_date, t.rowid AS tie, o.rowid AS tie_organiser
FROM ties t JOIN ties o ON o.object = t.object
WHERE t.relation IN ('attends', 'speaks_at', 'participates_in') AND t.modality NOT IN ('denied', 'proposed') AND NOT t.derived
  AND o.relation = 'organises' AND o.modality NOT IN ('denied', 'proposed') AND o.subject <> t.subject;

-- Who gave money to whom, or bore a cost. It was between the days from_first and to_last (the day behind the last).
CREATE TEMP VIEW payment AS
SELECT t.object AS payee, t.subject AS payer, t.begin_date AS date, t.from_first, t.to_last, t.end_date, t.rowid AS tie
FROM ties t WHERE t.relation = 'pays' AND t.modality NOT IN ('denied', 'proposed') AND NOT t.derived
UNION ALL
SELECT t.subject, t.object, t.begin_date, t.from_first, t.to_last, t.end_date, t.rowid
FROM ties t WHERE t.relation = 'receives_from' AND t.modality NOT IN ('denied', 'proposed') AND NOT t.derived;

-- Whoever took part in an event of a body, met, supported or worked for it, or took money from it.
CREATE TEMP VIEW contact AS
SELECT person, body, date, from_first, to_last, end_date, tie, tie_organiser FROM attendance
UNION ALL
SELECT t.subject, t.object, t.begin_date, t.from_first, t.to_last, t.end_date, t.rowid, NULL FROM ties t
WHERE t.relation IN ('meets', 'supports', 'lobbies_for', 'works_for') AND t.modality NOT IN ('denied', 'proposed')
  AND NOT t.derived
UNION ALL
SELECT t.object, t.subject, t.begin_date, t.from_first, t.to_last, t.end_date, t.rowid, NULL FROM ties t
WHERE t.relation = 'meets' AND t.modality NOT IN ('denied', 'proposed') AND NOT t.derived
UNION ALL
SELECT payee, payer, date, from_first, to_last, end_date, tie, NULL FROM payment;

-- The relations by which bodies belong together: one represents, leads, owns, or is a part or member of the other.
CREATE TEMP VIEW affiliation(relation) AS VALUES ('represents'), ('leads'), ('owns'), ('part_of'), ('member_of');
