/* The program `ties`: a table of commands. */
#include "cli/cli.h"

#include <locale.h>
#include <stdio.h>

static const struct command commands[] = {
    {
        .name = "build",
        .arguments = "-o OUT [[DATASET[@DATE]=]PATH]...",
        .summary = "make a database out of lists",
        .about =
            "Reads lists as their publishers offer them (gzip and zstd are undone; - is standard input; a folder "
            "stands for the lists in it) and writes one database file, which appears only when it is whole. Several "
            "dated versions of one dataset become its history; --base goes on from an older database with what is new. "
            "Rows that cannot be used are counted and never stop the work. A file that is no list stops it when it was "
            "named, and is left out when it lies in a folder. Records of several lists are joined where a number that "
            "is nobody else's says so, and as --decisions (or a file decisions.csv in a folder) has it; see ties "
            "dedupe.",
        .examples = "  ties build -o world.ties data\n"
                    "  ties build -o world.ties data sdn-2024.csv us_ofac_sdn@2019-01-15=old/sdn.csv\n"
                    "  ties build -o world.ties --rejects bad.csv data un.xml\n"
                    "  ties build -o world.ties --base world.ties us_ofac_sdn@2024-05-03=sdn.csv\n",
        .force = "accept a list that lost more than a tenth of its entries",
        .options = OPTION_BIT(OUTPUT) | OPTION_BIT(BASE) | OPTION_BIT(REJECTS) | OPTION_BIT(DECISIONS) |
                   OPTION_BIT(FORCE) | OPTION_BIT(FORMAT) | OPTION_BIT(THREADS),
        .formats = FORMAT_BIT(TEXT) | FORMAT_BIT(JSON),
        .run = cli_build,
    },
    {
        .name = "fetch",
        .arguments = "[DATASET[=URL]]...",
        .summary = "get the current official lists into a dated archive",
        .about =
            "Downloads the lists that are named, or all that are known and need nothing else, over HTTPS into "
            "ARCHIVE/DATASET/DATE.ext, where `ties build` finds them, and asks only for what is newer than what is "
            "there. A list is taken when it has been read to its end as that list: an error page, a cut file, one that "
            "lost half of its size or is older never takes the place of another. One list that fails does not keep the "
            "others from coming; the exit status is then 1. ARCHIVE/manifest.tsv says from where and when each came.",
        .examples = "  ties fetch --list\n"
                    "  ties fetch --archive lists && ties build -o world.ties data lists\n"
                    "  ties fetch --archive lists un_sc_sanctions us_ofac_sdn\n"
                    "  ties fetch --archive lists 'eu_fsf=https://webgate.ec.europa.eu/...?token=...'\n",
        .force = "accept a list that is older, or less than half as large, than the newest one",
        .options = OPTION_BIT(ARCHIVE) | OPTION_BIT(LIST) | OPTION_BIT(FORCE) | OPTION_BIT(ALLOW_HTTP) |
                   OPTION_BIT(CA_FILE) | OPTION_BIT(MAX_SIZE) | OPTION_BIT(TIMEOUT) | OPTION_BIT(TRIES) |
                   OPTION_BIT(FORMAT),
        .formats = FORMATS_ALL,
        .run = cli_fetch,
    },
    {
        .name = "dedupe",
        .arguments = "[--review | --decide VERDICT LEFT RIGHT]",
        .summary = "which entries of different lists are the same?",
        .about =
            "Proposes pairs of entities of different lists that may be one, with what speaks for and against it; "
            "builds "
            "have already joined those that a number proves to be one. --review shows them one by one and asks; each "
            "answer goes into the file of --decisions with who and when, and pairs in it are not proposed again. "
            "ties build --decisions FILE follows them. --dataset A compares the entities of A with all others, "
            "--dataset A,B only with those of B.",
        .examples = "  ties dedupe --dataset un_sc_sanctions,eu_fsf --limit 20\n"
                    "  ties dedupe --decisions decisions.csv --review\n"
                    "  ties dedupe --decisions decisions.csv --decide same un_sc_sanctions:QDi.430 us_ofac_sdn:15582\n"
                    "  ties dedupe --threshold 0.95 --format csv >proposals.csv\n",
        .options = OPTION_BIT(FORMAT) | OPTION_BIT(THRESHOLD) | OPTION_BIT(LIMIT) | OPTION_BIT(DATASET) |
                   OPTION_BIT(DECISIONS) | OPTION_BIT(REVIEW) | OPTION_BIT(DECIDE) | OPTION_BIT(REASON) |
                   OPTION_BIT(WHO) | OPTION_BIT(EXPLAIN) | OPTION_BIT(THREADS),
        .formats = FORMATS_ALL,
        .run = cli_dedupe,
    },
    {
        .name = "info",
        .arguments = "[DATABASE]",
        .summary = "what is in the database: datasets, versions, counts, sizes",
        .about =
            "Lists the datasets with their versions and what each brought. With --verbose also the sections of the "
            "file.",
        .examples = "  ties info\n"
                    "  ties info --format json\n",
        .options = OPTION_BIT(FORMAT),
        .formats = FORMATS_ALL,
        .run = cli_info,
    },
    {
        .name = "check",
        .arguments = "[DATABASE]",
        .summary = "verify every byte of the database",
        .about =
            "Verifies the checksums of all sections and every invariant of the format; says what is wrong and where.",
        .examples = "  ties check\n"
                    "  ties check old.ties\n",
        .options = OPTION_BIT(FORMAT),
        .formats = FORMAT_BIT(TEXT) | FORMAT_BIT(JSON) | FORMAT_BIT(JSONL),
        .run = cli_check,
    },
    {
        .name = "screen",
        .arguments = "[NAME]... [--file FILE]",
        .summary = "who on the lists is this?",
        .about =
            "Looks for each name on all lists, whatever its spelling, order or script, and says what the entities "
            "found were on the date asked about. With --file, queries come from CSV (a header names the columns: "
            "name or first_name, middle_name, last_name; birth_date or dob; country or nationality; gender; schema; "
            "id, which is given back) or from JSON lines with the same keys, and answers come in the same order.",
        .examples = "  ties screen \"Usama bin Ladin\"\n"
                    "  ties screen \"Mojahedin-e Khalq\" --on 2011-05-01 --sources\n"
                    "  ties screen --file customers.csv --format jsonl --fail-on-hit\n"
                    "  ties screen \"Maria Lopez\" --birth-date 1957 --country co --explain\n",
        .options = OPTION_BIT(FORMAT) | OPTION_BIT(FILE) | OPTION_BIT(SCHEMA) | OPTION_BIT(BIRTH_DATE) |
                   OPTION_BIT(COUNTRY) | OPTION_BIT(GENDER) | OPTION_BIT(ID) | OPTION_BIT(THRESHOLD) |
                   OPTION_BIT(LIMIT) | OPTION_BIT(DATASET) | OPTION_BIT(TOPIC) | OPTION_BIT(ON) | OPTION_BIT(KNOWN_ON) |
                   OPTION_BIT(EXPLAIN) | OPTION_BIT(EXHAUSTIVE) | OPTION_BIT(SCORER) | OPTION_BIT(THREADS) |
                   OPTION_BIT(FAIL_ON_HIT) | OPTION_BIT(SOURCES),
        .formats = FORMATS_ALL,
        .run = cli_screen,
    },
    {
        .name = "match",
        .arguments = "NAME1 NAME2 | --file FILE",
        .summary = "is it the same name?",
        .about =
            "Scores one pair of names and says why, token by token; or each row of a CSV file with the columns name1, "
            "name2 and perhaps schema. Where the file also says is_match, --verbose adds how well the scores agree. "
            "A database is used, when there is one, for how rare a name is.",
        .examples = "  ties match \"Usama bin Ladin\" \"أسامة بن لادن\"\n"
                    "  ties match --schema Company \"Acme Ltd\" \"ACME Limited\"\n"
                    "  ties match --file pairs.csv --format csv --verbose\n",
        .options = OPTION_BIT(FORMAT) | OPTION_BIT(FILE) | OPTION_BIT(SCHEMA) | OPTION_BIT(THRESHOLD) |
                   OPTION_BIT(THREADS) | OPTION_BIT(FAIL_ON_HIT) | OPTION_BIT(SCORER),
        .formats = FORMATS_ALL,
        .run = cli_match,
    },
    {
        .name = "scan",
        .arguments = "FILE...",
        .summary = "who is named in this document, and what were they on its date?",
        .about =
            "Finds every mention of a known entity in a text, Markdown or HTML file (- is standard input) and says who "
            "listed it then, before and since, which offices were held, how those named are tied to one another, what "
            "of that deserves a look (see ties help flags), and who else a word could mean. The date is read in the "
            "document unless --on gives one.",
        .examples = "  ties scan article.md\n"
                    "  ties scan article.md --format html -o article.html\n"
                    "  ties scan --on 2012-12-20 --sources article.txt\n",
        .options = OPTION_BIT(FORMAT) | OPTION_BIT(OUTPUT) | OPTION_BIT(ON) | OPTION_BIT(KNOWN_ON) |
                   OPTION_BIT(THRESHOLD) | OPTION_BIT(LIMIT) | OPTION_BIT(NO_FLAGS) | OPTION_BIT(SOURCES) |
                   OPTION_BIT(FAIL_ON_HIT),
        .formats = FORMATS_ALL | FORMAT_BIT(HTML),
        .run = cli_scan,
    },
    {
        .name = "status",
        .arguments = "ENTITY...",
        .summary = "listed by whom on a date, and in which offices?",
        .about =
            "ENTITY is an id (mujahedin-e-khalq), a record (us_ofac_sdn:7117) or a name. A name that means several "
            "entities is answered with all of them, best first; one that is near the name of a single entity is taken "
            "for it, which is said.",
        .examples = "  ties status MEK --on 2012-10-01\n"
                    "  ties status un_sc_sanctions:QDi.430 --known-on 2020\n"
                    "  ties status mujahedin-e-khalq --format json\n",
        .options = OPTION_BIT(FORMAT) | OPTION_BIT(ON) | OPTION_BIT(KNOWN_ON) | OPTION_BIT(SOURCES),
        .formats = FORMATS_ALL,
        .run = cli_status,
    },
    {
        .name = "show",
        .arguments = "ENTITY",
        .summary = "one entity whole: names, identifiers, listings, offices, ties",
        .about = "ENTITY is an id, a record or a name, as for `ties status`.",
        .examples = "  ties show mujahedin-e-khalq\n"
                    "  ties show us_ofac_sdn:36 --sources --verbose\n",
        .options = OPTION_BIT(FORMAT) | OPTION_BIT(ON) | OPTION_BIT(KNOWN_ON) | OPTION_BIT(SOURCES),
        .formats = FORMATS_ALL,
        .run = cli_show,
    },
    {
        .name = "timeline",
        .arguments = "ENTITY",
        .summary = "everything dated about one entity, in order",
        .about =
            "Listings and delistings with instrument, reason and who then held the deciding office; offices, birth and "
            "death, founding and end, dated names and ties; and where it was looked for and not listed. What several "
            "sources tell of one listing is told once, by the best founded; what contradicts it stands at the end. "
            "ENTITY is an id, a record or a name, as for `ties status`.",
        .examples = "  ties timeline MEK\n"
                    "  ties timeline \"Lawrence Cannon\" --sources\n"
                    "  ties timeline mujahedin-e-khalq --known-on 2010 --format json\n"
                    "  ties timeline MEK --format html -o mek.html\n",
        .options =
            OPTION_BIT(FORMAT) | OPTION_BIT(OUTPUT) | OPTION_BIT(ON) | OPTION_BIT(KNOWN_ON) | OPTION_BIT(SOURCES),
        .formats = FORMATS_ALL | FORMATS_DRAWN,
        .run = cli_timeline,
    },
    {
        .name = "compare",
        .arguments = "ENTITY...",
        .summary = "jurisdictions side by side: who listed first, who followed?",
        .about =
            "For each entity a chart of its listings, then the order in which jurisdictions listed and delisted it, "
            "the days from each to the next and from the first, with instrument and reason. Imprecise dates give "
            "ranges of days. With several entities also the days on which one was taken off and another put on a list.",
        .examples = "  ties compare MEK\n"
                    "  ties compare MEK \"Quds Force\"\n"
                    "  ties compare MEK --on 2010 --format json\n"
                    "  ties compare MEK \"Quds Force\" --format svg -o two.svg\n",
        .options =
            OPTION_BIT(FORMAT) | OPTION_BIT(OUTPUT) | OPTION_BIT(ON) | OPTION_BIT(KNOWN_ON) | OPTION_BIT(SOURCES),
        .formats = FORMATS_ALL | FORMATS_DRAWN,
        .run = cli_compare,
    },
    {
        .name = "offices",
        .arguments = "[POSITION]",
        .summary = "who held an office, and when?",
        .about = "Finds the offices in whose name each word of POSITION begins some word (\"foreign minister\" finds "
                 "Minister "
                 "of Foreign Affairs) and prints their holders in order. With --on only those who were, or possibly "
                 "were, in "
                 "office then.",
        .examples = "  ties offices \"foreign minister\" --country ca\n"
                    "  ties offices \"home secretary\" --on 2008-06-24\n"
                    "  ties offices --on 2012-12-17 --format csv\n",
        .options =
            OPTION_BIT(FORMAT) | OPTION_BIT(ON) | OPTION_BIT(KNOWN_ON) | OPTION_BIT(COUNTRY) | OPTION_BIT(SOURCES),
        .formats = FORMATS_ALL,
        .run = cli_offices,
    },
    {
        .name = "changes",
        .arguments = "--from DATE [--to DATE]",
        .summary = "what changed on the lists between two dates",
        .about =
            "Listings and offices that began or ended after --from, up to and including --to, by when it was true. "
            "With "
            "--known by when the lists said so: entries added, removed, renamed, with another programme, or changed in "
            "any other way from one loaded version to the next. A date that is not exact counts when it may lie in "
            "between, and is marked as possible. With --after, what other jurisdictions did after one did the same.",
        .examples = "  ties changes --from 2012-06-30 --to 2012-12-31\n"
                    "  ties changes --from 2024-03-27 --known --dataset us_ofac_sdn\n"
                    "  ties changes --from 1990 --change removed --after US --within 120\n",
        .options = OPTION_BIT(FORMAT) | OPTION_BIT(FROM) | OPTION_BIT(TO) | OPTION_BIT(KNOWN) | OPTION_BIT(DATASET) |
                   OPTION_BIT(CHANGE) | OPTION_BIT(AFTER) | OPTION_BIT(WITHIN) | OPTION_BIT(SOURCES),
        .formats = FORMATS_ALL,
        .run = cli_changes,
    },
    {
        .name = "rescreen",
        .arguments = "--file FILE --from DATE [--to DATE]",
        .summary = "which customers are affected by what changed between two dates?",
        .about =
            "Finds whom the lists changed between the two dates and screens the customers in FILE (as for `ties screen "
            "--file`) against these only: who is a hit now and was none, who is none any more, who was listed since, "
            "delisted, or listed otherwise. That is what screening everyone on both days would find, at a fraction of "
            "the price. With --known, each day has only what the lists had said by then.",
        .examples = "  ties rescreen --file customers.csv --from 2012-06-30\n"
                    "  ties rescreen --file customers.csv --from 2024-03-27 --to 2024-05-03 --known --format jsonl\n",
        .options = OPTION_BIT(FORMAT) | OPTION_BIT(FILE) | OPTION_BIT(FROM) | OPTION_BIT(TO) | OPTION_BIT(KNOWN) |
                   OPTION_BIT(THRESHOLD) | OPTION_BIT(DATASET) | OPTION_BIT(TOPIC) | OPTION_BIT(SCHEMA) |
                   OPTION_BIT(BIRTH_DATE) | OPTION_BIT(COUNTRY) | OPTION_BIT(GENDER) | OPTION_BIT(ID) |
                   OPTION_BIT(THREADS) | OPTION_BIT(FAIL_ON_HIT),
        .formats = FORMATS_ALL,
        .run = cli_rescreen,
    },
    {
        .name = "trace",
        .arguments = "ENTITY ENTITY",
        .summary = "how are two tied, through whom, when, and who says so?",
        .about =
            "Finds the nearest paths from one to the other along everything that sources report: offices, ownership, "
            "leadership, payments, events attended, support and opposition, listings. Near are plain ties of a close "
            "kind "
            "through those who know few; what is only alleged, or goes through a hub, is farther. Each step tells its "
            "date "
            "and source. Time can be asked three ways: --on (all steps hold on that date), --between, or --in-order.",
        .examples = "  ties trace \"Stephen Harper\" MEK\n"
                    "  ties trace \"John Bolton\" MEK --between 2008/2013 --sources\n"
                    "  ties trace \"Saddam Hussein\" MEK --on 1987 --types aids,allied_with,supports\n"
                    "  ties trace \"Michael Cooper\" MEK --format svg -o paths.svg\n",
        .options = OPTION_BIT(FORMAT) | OPTION_BIT(OUTPUT) | OPTION_BIT(ON) | OPTION_BIT(BETWEEN) |
                   OPTION_BIT(IN_ORDER) | OPTION_BIT(KNOWN_ON) | OPTION_BIT(MAX_HOPS) | OPTION_BIT(LIMIT) |
                   OPTION_BIT(TYPES) | OPTION_BIT(ASSERTED) | OPTION_BIT(SOURCES),
        .formats = FORMAT_BIT(TEXT) | FORMAT_BIT(JSON) | FORMAT_BIT(JSONL) | FORMATS_DRAWN,
        .run = cli_trace,
    },
    {
        .name = "around",
        .arguments = "ENTITY",
        .summary = "who is near, by which ties, when, and who says so?",
        .about = "Tells the ties of an entity by what they are, each dated and sourced: whom it led and was led by, "
                 "who supported, "
                 "opposed, paid, banned or met it, at which events. --depth goes further out; the nearest come first, "
                 "and what "
                 "--limit cuts is counted. --on and --between leave out what did not hold then.",
        .examples = "  ties around MEK --on 1985\n"
                    "  ties around MEK --between 2009/2012 --types pays,supports,speaks_at\n"
                    "  ties around \"Maryam Rajavi\" --depth 2 --format json\n"
                    "  ties around MEK --on 2019 --format html -o mek.html\n",
        .options = OPTION_BIT(FORMAT) | OPTION_BIT(OUTPUT) | OPTION_BIT(ON) | OPTION_BIT(BETWEEN) |
                   OPTION_BIT(KNOWN_ON) | OPTION_BIT(DEPTH) | OPTION_BIT(LIMIT) | OPTION_BIT(TYPES) |
                   OPTION_BIT(ASSERTED) | OPTION_BIT(SOURCES),
        .formats = FORMAT_BIT(TEXT) | FORMAT_BIT(JSON) | FORMAT_BIT(JSONL) | FORMATS_DRAWN,
        .run = cli_around,
    },
    {
        .name = "owned",
        .arguments = "ENTITY",
        .summary = "who owns it, and would the owners' listings reach it?",
        .about =
            "The owners of an entity, of these and so on, as they are reported for a date: shares as ranges where "
            "sources "
            "differ or do not say, who denies what. Then, by the rules of OFAC, the EU and the United Kingdom, whether "
            "those who were listed held enough of it (yes, possibly, no), and the part that they own in the end. "
            "--assets "
            "goes the other way. It is what follows from the reports, not what an authority has decided; docs/owned.md "
            "has "
            "the rules.",
        .examples = "  ties owned \"Acme Shipping\" --on 2024-05-01\n"
                    "  ties owned us_ofac_sdn:17013 --assets --limit 20\n",
        .options = OPTION_BIT(FORMAT) | OPTION_BIT(ON) | OPTION_BIT(KNOWN_ON) | OPTION_BIT(ASSETS) | OPTION_BIT(DEPTH) |
                   OPTION_BIT(LIMIT) | OPTION_BIT(SOURCES),
        .formats = FORMATS_ALL,
        .run = cli_owned,
    },
    {
        .name = "flags",
        .arguments = "[ENTITY]...",
        .summary = "what deserves a look: rules over listings, offices, ties and money",
        .about =
            "Asks each rule about the entities (ids, records or names), or about the whole database: did somebody in "
            "office take part in an event of a body that was then listed, was money taken from one, is it tied to "
            "both sides? A flag is no finding: it tells the facts as they are reported, with dates and sources, how "
            "they "
            "are said, who denies them, what was listed and delisted, and what would refute it. Rules are SQL: --list "
            "shows them, --rules adds yours, --param sets what a rule leaves open, such as a number of days; see "
            "docs/flags.md.",
        .examples = "  ties flags \"Michael Cooper\"\n"
                    "  ties flags --severity medium --format json\n"
                    "  ties flags --list\n"
                    "  ties flags --param support-after-delisting.days=90\n"
                    "  ties flags --rules my-rules.sql --rule my-rule \"John Bolton\"\n",
        .options = OPTION_BIT(FORMAT) | OPTION_BIT(FILE) | OPTION_BIT(ON) | OPTION_BIT(RULES) | OPTION_BIT(RULE) |
                   OPTION_BIT(PARAM) | OPTION_BIT(SEVERITY) | OPTION_BIT(LIST) | OPTION_BIT(LIMIT) |
                   OPTION_BIT(TIMEOUT) | OPTION_BIT(FAIL_ON_HIT),
        .formats = FORMAT_BIT(TEXT) | FORMAT_BIT(JSON) | FORMAT_BIT(JSONL),
        .run = cli_flags,
    },
    {
        .name = "sql",
        .arguments = "QUERY [VALUE]... | --file FILE [VALUE]...",
        .summary = "the database as read-only SQLite tables",
        .about =
            "Runs one SELECT over the tables entities, refs, names, statements, listings, offices, ties and changes, "
            "whose "
            "columns docs/sql.md describes; - is standard input. VALUE is for ?1, the next for ?2, :NAME=VALUE for "
            ":NAME, all as texts. Nothing can be written, attached or set. Dates stand as text (EDTF) and as first and "
            "last day that they can mean; holds_on(from_first, from_last, to_first, "
            "to_last, DATE) says yes, no or possibly. Every SQLite client can read the tables after .load ties_sqlite "
            "and SELECT ties_open('world.ties').",
        .examples = "  ties sql \"SELECT schema, count(*) FROM entities GROUP BY schema\"\n"
                    "  ties sql \"SELECT jurisdiction, from_date, to_date FROM listings WHERE entity = "
                    "'mujahedin-e-khalq'\"\n"
                    "  ties sql \"SELECT caption FROM entities WHERE id = :who\" :who=stephen-harper\n"
                    "  ties sql --file question.sql --format csv\n",
        .options = OPTION_BIT(FORMAT) | OPTION_BIT(FILE) | OPTION_BIT(LIMIT) | OPTION_BIT(TIMEOUT),
        .formats = FORMATS_ALL,
        .run = cli_sql,
    },
    {
        .name = "export",
        .arguments = "--as KIND [ENTITY]...",
        .summary = "everything, or the graph of ties, for other programs",
        .about =
            "ftm and statements are everything, in the words of FollowTheMoney; `ties build` makes the same database "
            "of it. The others are who is tied to whom, each tie with its dates, modality and source: GraphML, GEXF "
            "1.3 with the days of each tie, DOT for Graphviz, or CSV. With ENTITY (an id, a record or a name, as for "
            "`ties status`) only those within --depth steps of one of them, and all that is between these. What is "
            "alleged stays marked as alleged; docs/exporting.md has the fields.",
        .examples = "  ties export --as ftm -o all.json\n"
                    "  ties export --as gexf -o ties.gexf\n"
                    "  ties export --as graphml MEK --depth 2 -o mek.graphml\n"
                    "  ties export --as dot \"Maryam Rajavi\"\n",
        .options = OPTION_BIT(AS) | OPTION_BIT(OUTPUT) | OPTION_BIT(DEPTH),
        .run = cli_export,
    },
    {
        .name = "help",
        .arguments = "[COMMAND]",
        .summary = "what the commands do",
        .about = "Without a command, lists all of them.",
        .examples = "  ties help screen\n",
        .run = cli_help,
    },
    {.name = NULL},
};

const struct command *cli_commands(void)
{
	return commands;
}

const struct command *cli_command_find(const char *name)
{
	for (const struct command *c = commands; c->name; c++)
		if (strcmp(c->name, name) == 0)
			return c;
	return NULL;
}

static int run(struct cli *cli)
{
	struct report_out out = cli->style;

	if (cli_has(cli, OPTION_VERSION)) {
		printf("ties %s\n", ties_version());
		return EXIT_DONE;
	}
	if (!cli_has(cli, OPTION_HELP) && cli->command)
		return cli->command->run(cli);
	if (cli->command)
		cli_print_help(&out, cli->command);
	else
		cli_print_overview(&out);
	bool written = cli_write(&out);
	buf_finish(&out.buf);
	return !written ? EXIT_FAILED : EXIT_DONE;
}

int main(int argc, char **argv)
{
	struct cli cli = {0};
	int status;

	cli_prepare();
	setlocale(LC_CTYPE, "");
	cli.style = cli_style();
	if (cli_parse(&cli, argc, argv, &status))
		status = run(&cli);
	return cli_close_output(status);
}
