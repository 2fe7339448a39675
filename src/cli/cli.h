/* What the commands of the program share. Only this folder reads the environment, prints and exits.
 *
 * main.c parses the line into options, finds the command and runs it; a command returns an exit status:
 * 0 done, 1 the work failed, 2 wrong usage, 3 something matched and --fail-on-hit was given. */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include "report/report.h"

enum exit_status { EXIT_DONE, EXIT_FAILED, EXIT_USAGE, EXIT_HIT };

/** Every option of every command. X(SYMBOL, "name", 'short' or 0, "METAVAR" or NULL, "what it does") */
#define CLI_OPTIONS(X) \
	X(DB, "db", 0, "FILE", "the database (else $TIES_DB, else world.ties in the data folder)") \
	X(FORMAT, "format", 'f', "FORMAT", NULL /* those of the command */) \
	X(OUTPUT, "output", 'o', "FILE", \
	  "write there; the file appears when it is whole; - is standard output (not of build)") \
	X(ON, "on", 0, "DATE", "what was true then (EDTF: 2012-12-20, 2012-12, 2012); default today") \
	X(KNOWN_ON, "known-on", 0, "DATE", "use only what the lists had said by then") \
	X(FROM, "from", 0, "DATE", "changes after this day (EDTF; of a month or a year: after its last)") \
	X(TO, "to", 0, "DATE", "up to and including this one; default today") \
	X(KNOWN, "known", 0, NULL, "by when the lists said so, instead of by when it was true") \
	X(CHANGE, "change", 0, "KIND", "only those: added, removed, renamed, changed, began, ended") \
	X(AFTER, "after", 0, "JURISDICTION", "only what others did after this one did the same with the same entity") \
	X(WITHIN, "within", 0, "DAYS", "... at most so many days after") \
	X(THRESHOLD, "threshold", 0, "SCORE", "lowest score that counts, 0 to 1") \
	X(LIMIT, "limit", 0, "N", \
	  "hits for each query, default 5; paths, default 3; others around, default 100; ties in a document, default " \
	  "20 as text, else 200; pairs and rows, default all") \
	X(SCHEMA, "schema", 0, "SCHEMA", "Person, Organization, Company, Vessel, ...; default any") \
	X(BIRTH_DATE, "birth-date", 0, "DATE", "date of birth of the one asked about") \
	X(COUNTRY, "country", 0, "COUNTRY", "code or name of a country (of the one asked about, of the office)") \
	X(GENDER, "gender", 0, "GENDER", "male or female") \
	X(ID, "id", 0, "NUMBER", "an identifier: passport, registration, IMO number") \
	X(DATASET, "dataset", 0, "NAME", "only entities with a record in this dataset") \
	X(TOPIC, "topic", 0, "TOPIC", "only entities with this topic (sanction, crime.terror, role.pep)") \
	X(EXPLAIN, "explain", 0, NULL, "say token by token why") \
	X(EXHAUSTIVE, "exhaustive", 0, NULL, "compare with every name: the same answer, slowly") \
	X(THREADS, "threads", 'j', "N", "threads for many at a time; default one per processor") \
	X(FAIL_ON_HIT, "fail-on-hit", 0, NULL, "exit with 3 when something matched") \
	X(FILE, "file", 0, "FILE", "one query per row (of sql: the query); - is standard input") \
	X(SCORER, "scorer", 0, "NAME", "how names are scored: ties (default), or ofac, as OFAC's search does") \
	X(REJECTS, "rejects", 0, "FILE", "write the rows that could not be used there, as CSV") \
	X(BASE, "base", 0, "OLD", "go on from this database: name only what is new") \
	X(BETWEEN, "between", 0, "D1/D2", "only what held at some time from D1 to D2 (EDTF: 2012-06/2016)") \
	X(IN_ORDER, "in-order", 0, NULL, "steps that follow each other in time") \
	X(MAX_HOPS, "max-hops", 0, "N", "steps of a path at most; default 6") \
	X(DEPTH, "depth", 0, "N", "steps outwards; default 1, of owners 8") \
	X(TYPES, "types", 0, "A,B", "only these relations: owns,leads,pays,speaks_at, ...") \
	X(ASSETS, "assets", 0, NULL, "the other way: what it owns, as if it were listed") \
	X(RULES, "rules", 0, "PATH", "rules of yours: a file of SQL, or a folder of them") \
	X(RULE, "rule", 0, "NAME", "ask this rule only") \
	X(PARAM, "param", 0, "RULE.NAME=VALUE", "of a rule: ask with this value; several with commas between") \
	X(NO_FLAGS, "no-flags", 0, NULL, "do not ask the rules of `ties flags` about those named") \
	X(SEVERITY, "severity", 0, "WORD", "none below info, low, medium or high") \
	X(AS, "as", 0, "KIND", "ftm, statements; graphml, gexf, dot, csv (ties), csv-nodes (entities)") \
	X(ASSERTED, "asserted", 0, NULL, "leave out what is only alleged, presumed, proposed or denied") \
	X(DECISIONS, "decisions", 0, "FILE", "what was decided about who is the same, as CSV") \
	X(REVIEW, "review", 0, NULL, "show pair after pair and ask: same, different, unsure?") \
	X(DECIDE, "decide", 0, "VERDICT", "add one decision on two records: same, different or unsure") \
	X(REASON, "reason", 0, "TEXT", "why it is decided so") \
	X(WHO, "who", 0, "NAME", "who decides; default $USER") \
	X(FORCE, "force", 0, NULL, NULL /* that of the command */) \
	X(ARCHIVE, "archive", 0, "FOLDER", "the folder of dated lists (else archive in the data folder)") \
	X(LIST, "list", 0, NULL, "show what there is (lists whose addresses are known, rules) and do nothing else") \
	X(ALLOW_HTTP, "allow-http", 0, NULL, "accept addresses with http, which nothing protects") \
	X(CA_FILE, "ca-file", 0, "FILE", "trust these certificates (PEM) in place of the system's") \
	X(MAX_SIZE, "max-size", 0, "MIB", "refuse lists that are larger; default 1024") \
	X(TIMEOUT, "timeout", 0, "SECONDS", "give up when nothing comes for that long; default 60") \
	X(TRIES, "tries", 0, "N", "ask a server that fails N times in all; default 3") \
	X(SOURCES, "sources", 0, NULL, "name the sources") \
	X(VERBOSE, "verbose", 'v', NULL, "everything, uncut") \
	X(QUIET, "quiet", 'q', NULL, "no progress, no summary, no hints") \
	X(HELP, "help", 'h', NULL, "this help") \
	X(VERSION, "version", 0, NULL, "the version of the program")

enum option_id {
#define X(symbol, name, letter, metavar, help) OPTION_##symbol,
	CLI_OPTIONS(X)
#undef X
	    OPTION_COUNT
};

#define OPTION_BIT(symbol) (UINT64_C(1) << OPTION_##symbol)
/** Accepted by every command. */
#define OPTIONS_COMMON (OPTION_BIT(DB) | OPTION_BIT(VERBOSE) | OPTION_BIT(QUIET) | OPTION_BIT(HELP))

enum output_format { FORMAT_TEXT, FORMAT_JSON, FORMAT_JSONL, FORMAT_CSV, FORMAT_HTML, FORMAT_SVG, FORMAT_COUNT };
#define FORMAT_BIT(symbol) (1u << FORMAT_##symbol)
#define FORMATS_ALL (FORMAT_BIT(TEXT) | FORMAT_BIT(JSON) | FORMAT_BIT(JSONL) | FORMAT_BIT(CSV))
#define FORMATS_DRAWN (FORMAT_BIT(HTML) | FORMAT_BIT(SVG))

struct command;

/** The line as it was typed, understood. */
struct cli {
	const struct command *command;
	uint64_t given;                  /* OPTION_BIT of each option that was there */
	const char *value[OPTION_COUNT]; /* argument of each, NULL when it has none or was not given */
	const char *const *args;         /* what is left: names, files */
	size_t arg_count;
	enum output_format format;
	double threshold;        /* 0: default */
	size_t limit;            /* 0: default */
	unsigned threads;        /* 1 or more */
	unsigned max_mib;        /* 0: default */
	unsigned timeout;        /* seconds; 0: default */
	unsigned tries;          /* 0: default */
	char db_path[4096];      /* of the database */
	char archive_path[4096]; /* of the archive */
	bool db_given;           /* named by option or $TIES_DB */
	struct report_out style; /* width, utf8 and the rest for standard output; its buf stays empty */
};

/** One command. */
struct command {
	const char *name;
	const char *arguments; /* for the usage line */
	const char *summary;   /* one line, no full stop */
	const char *about;     /* paragraphs for `ties help COMMAND` */
	const char *examples;  /* lines, two spaces in front */
	const char *force;     /* what --force does, NULL: it takes none */
	uint64_t options;      /* OPTION_BIT of those it takes beside the common ones */
	unsigned formats;      /* FORMAT_BIT of those it can write; 0: none */
	int (*run)(struct cli *cli);
};

/** Ends with a member whose name is NULL. */
const struct command *cli_commands(void);
const struct command *cli_command_find(const char *name);

/* ---- one per command ------------------------------------------------------------------------------- */

int cli_build(struct cli *cli);
int cli_info(struct cli *cli);
int cli_check(struct cli *cli);
int cli_screen(struct cli *cli);
int cli_match(struct cli *cli);
int cli_scan(struct cli *cli);
int cli_status(struct cli *cli);
int cli_show(struct cli *cli);
int cli_trace(struct cli *cli);
int cli_flags(struct cli *cli);
int cli_owned(struct cli *cli);
int cli_around(struct cli *cli);
int cli_fetch(struct cli *cli);
int cli_dedupe(struct cli *cli);
int cli_timeline(struct cli *cli);
int cli_compare(struct cli *cli);
int cli_offices(struct cli *cli);
int cli_changes(struct cli *cli);
int cli_rescreen(struct cli *cli);
int cli_sql(struct cli *cli);
int cli_export(struct cli *cli);
int cli_help(struct cli *cli);

/* ---- options.c ------------------------------------------------------------------------------------- */

/** Fills `cli` from the command line; on failure the message is written and the exit status returned in
 *  `*status`. */
bool cli_parse(struct cli *cli, int argc, char **argv, int *status);
static inline bool cli_has(const struct cli *cli, enum option_id option)
{
	return cli->given >> option & 1;
}
/** Value of an option, empty when it was not given. */
static inline ties_str cli_value(const struct cli *cli, enum option_id option)
{
	const char *s = cli->value[option];

	return (ties_str){s, s ? strlen(s) : 0};
}
/** Was another scorer asked for than the default one? */
bool cli_has_other_scorer(const struct cli *cli);
/** --on and --known-on. */
ties_time cli_time(const struct cli *cli);
/** An option that takes a number from 1 to `most`, into `out` where it was given; false after a message. */
bool cli_steps(const struct cli *cli, enum option_id option, size_t most, size_t *out);
/** The date asked about, today by default; `text` holds its EDTF. */
ties_when cli_on(const struct cli *cli, char text[64]);
/** Name and help of an option, for help.c. */
const char *cli_option_name(enum option_id option);
const char *cli_option_metavar(enum option_id option);
const char *cli_option_help(enum option_id option);
char cli_option_letter(enum option_id option);
const char *cli_format_name(enum output_format format);

/** Says that there is no such command, and which one is near. */
void cli_complain_command(const char *word);

/* ---- suggest.c ------------------------------------------------------------------------------------- */

/** The candidate nearest to `word`, NULL when none is near; `candidates` ends with NULL. */
const char *cli_nearest(const char *word, const char *const *candidates);

/* ---- nobody.c -------------------------------------------------------------------------------------- */

/** Says that an id, record or name means nobody in the database, and who was probably meant. */
void cli_complain_nobody(const ties_book *book, ties_str query);
/** Says whom a name can mean, where the answer has no place for it; nothing when that is one or nobody. */
void cli_complain_ambiguous(ties_str query, const ties_candidate *candidates, size_t count);
/** Is it nobody's name as it was typed? */
bool cli_is_doubtful(const ties_candidate *candidates, size_t count);
/** When one name was typed without quotes, each of its words was taken as a name, and some of them are nobody's. */
void cli_hint_quotes(const struct cli *cli);
/** Says of an empty argument what is wrong with it; false when there is one. */
bool cli_check_names(const struct cli *cli);

/* ---- terminal.c ------------------------------------------------------------------------------------ */

/** Signals and standard streams, before anything is opened. */
void cli_prepare(void);
/** What standard output can show. */
struct report_out cli_style(void);
/** "ties: " and the message, on standard error. */
__attribute__((format(printf, 1, 2))) void cli_complain(const char *format, ...);
/** The same for an error of the library; returns the exit status that it means. */
int cli_fail(const ties_error *err);
/** Writes what was reported and empties it; false (after a message) when standard output does not take it. A reader
 *  that left is no reason for a message. */
bool cli_write(struct report_out *out);
/** Goes the answer to a file, as --output says? Its "-" is standard output, as without. */
bool cli_to_file(const struct cli *cli);
/** Writes it into the file of --output, which appears when it is whole, and empties it. */
ties_code cli_store(const struct cli *cli, struct report_out *out, ties_error *err);
/** To the file that was asked for, else to standard output; no file when there is nothing to write. The exit status. */
int cli_deliver(const struct cli *cli, struct report_out *out);
/** Says on standard error whom a name was taken for that is none of its own: of answers that have no place for it. */
void cli_tell_taken(const struct cli *cli, ties_str query, const ties_candidate *candidates, size_t count);
/** A picture is of entities that are clear; says who was meant when one is not, and is false then. Says also whom a
 * name was taken for, where the format does not. */
bool cli_can_draw(const struct cli *cli, ties_str query, const ties_candidate *candidates, size_t count);
/** Standard output, or the file of --output: plain, for it is no terminal. */
struct report_out cli_page(const struct cli *cli);
/** Flushes and closes standard output: `status`, or EXIT_FAILED when that does not work. */
int cli_close_output(int status);
/** The database for answers; says how to make one when there is none. */
ties_code cli_open(ties_book **book, const struct cli *cli, ties_error *err);
/** Seconds of a clock that only goes forward. */
double cli_seconds(void);
/** Is standard error a terminal that progress can be shown on? */
bool cli_shows_progress(const struct cli *cli);

void cli_print_help(struct report_out *out, const struct command *command);
void cli_print_overview(struct report_out *out);

#endif
