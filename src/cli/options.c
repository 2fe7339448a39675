/* The command line: `ties [--db FILE] COMMAND [OPTIONS] [ARGS]`, options anywhere.
 *
 * One table of options for all commands; the first word that is no option is the command, and an option that the
 * command does not take is refused by name. Whatever is wrong is said in one line, with what was probably meant. */
#include "cli/cli.h"

#include "base/pool.h"
#include "dates/dates.h"

#include <assert.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { MIB_MOST = 65536, SECONDS_MOST = 3600, TRIES_MOST = 20, LONG_BASE = 256 };

struct option_info {
	const char *name, *metavar, *help;
	char letter;
};

static const struct option_info infos[OPTION_COUNT] = {
#define X(symbol, name, letter, metavar, help) {name, metavar, help, letter},
    CLI_OPTIONS(X)
#undef X
};

static const char *const scorer_names[] = {"ties", "ofac", NULL}; /* the default one first */

static const char *const format_names[FORMAT_COUNT + 1] = {"text", "json", "jsonl", "csv", "html", "svg", NULL};

const char *cli_option_name(enum option_id option)
{
	return infos[option].name;
}

const char *cli_option_metavar(enum option_id option)
{
	return infos[option].metavar;
}

const char *cli_option_help(enum option_id option)
{
	return infos[option].help;
}

char cli_option_letter(enum option_id option)
{
	return infos[option].letter;
}

const char *cli_format_name(enum output_format format)
{
	return format_names[format];
}

/** One line that ends in a hint; returns false so that callers can `return refuse(…)`. */
static bool refuse(int *status, const char *what, const char *near, const char *prefix, const struct command *command)
{
	const char *of = command ? command->name : NULL;

	*status = EXIT_USAGE;
	if (near)
		cli_complain("%s. Did you mean %s%s?", what, prefix, near);
	else
		cli_complain("%s. See: ties help%s%s", what, of ? " " : "", of ? of : "");
	return false;
}

void cli_complain_command(const char *word)
{
	const char *names[64];
	char what[256];
	size_t n = 0;
	int ignored;

	for (const struct command *c = cli_commands(); c->name && n < 63; c++)
		names[n++] = c->name;
	names[n] = NULL;
	snprintf(what, sizeof what, "there is no command \"%s\"", word);
	for (size_t i = 0; i < OPTION_COUNT; i++)
		if (strcmp(word, infos[i].name) == 0) {
			refuse(&ignored, what, word, "--", NULL);
			return;
		}
	refuse(&ignored, what, cli_nearest(word, names), "", NULL);
}

/** The option of `word` ("--thresold=0.8") that getopt did not know, wants or does not want a value. */
static bool bad_option(int *status, int problem, int letter, const char *word, const struct command *command)
{
	const char *names[OPTION_COUNT + 1];
	char what[256], name[64];
	size_t len = strcspn(word, "=");

	for (size_t i = 0; i < OPTION_COUNT; i++)
		names[i] = infos[i].name;
	names[OPTION_COUNT] = NULL;
	if (letter >= LONG_BASE && letter < LONG_BASE + OPTION_COUNT) {
		const struct option_info *o = &infos[letter - LONG_BASE];
		snprintf(what, sizeof what, problem == ':' ? "--%s needs a value: --%s %s" : "--%s takes no value",
		         o->name, o->name, o->metavar ? o->metavar : "");
		return refuse(status, what, NULL, "", command);
	}
	if (problem == ':') {
		snprintf(what, sizeof what, "-%c needs a value", letter);
		return refuse(status, what, NULL, "", command);
	}
	if (letter && !(word[0] == '-' && word[1] == '-')) {
		snprintf(what, sizeof what, "there is no option -%c", letter);
		return refuse(status, what, NULL, "", command);
	}
	snprintf(name, sizeof name, "%.*s", len > 2 ? (int)len - 2 : 0, len > 2 ? word + 2 : "");
	snprintf(what, sizeof what, "there is no option --%s", name);
	return refuse(status, what, cli_nearest(name, names), "--", command);
}

/** getopt's tables out of ours. */
static void tables(struct option longs[OPTION_COUNT + 1], char shorts[2 * OPTION_COUNT + 3])
{
	size_t n = 0;

	shorts[n++] = '-'; /* words come in order, wherever they stand */
	shorts[n++] = ':';
	for (int i = 0; i < OPTION_COUNT; i++) {
		longs[i] = (struct option){infos[i].name, infos[i].metavar ? required_argument : no_argument, NULL,
		                           LONG_BASE + i};
		if (!infos[i].letter)
			continue;
		shorts[n++] = infos[i].letter;
		if (infos[i].metavar)
			shorts[n++] = ':';
	}
	shorts[n] = '\0';
	longs[OPTION_COUNT] = (struct option){0};
}

static enum option_id option_of(int letter)
{
	enum option_id i = 0;

	if (letter >= LONG_BASE)
		return (enum option_id)(letter - LONG_BASE);
	while (infos[i].letter != letter)
		i++;
	return i;
}

/** A word that is no option: the command, or an argument of it. */
static bool take_word(struct cli *cli, char *word, char **words, int *status)
{
	if (cli->command) {
		words[cli->arg_count++] = word;
		return true;
	}
	cli->command = cli_command_find(word);
	if (cli->command)
		return true;
	cli_complain_command(word);
	*status = EXIT_USAGE;
	return false;
}

/** "-on" where "--on" was meant, which getopt takes for -o with the value "n". */
static const char *long_name_of(const char *word)
{
	for (size_t i = 0; word[0] == '-' && word[1] != '-' && i < OPTION_COUNT; i++)
		if (strcmp(word + 1, infos[i].name) == 0)
			return infos[i].name;
	return NULL;
}

static bool single_dash(int *status, const char *name, const struct command *command)
{
	char what[80];

	snprintf(what, sizeof what, "there is no option -%s", name);
	return refuse(status, what, name, "--", command);
}

static bool take_line(struct cli *cli, int argc, char **argv, char **words, int *status)
{
	struct option longs[OPTION_COUNT + 1];
	char shorts[2 * OPTION_COUNT + 3];
	int letter;

	tables(longs, shorts);
	opterr = 0;
	while ((letter = getopt_long(argc, argv, shorts, longs, NULL)) != -1) {
		const char *meant = letter < LONG_BASE && letter != 1 ? long_name_of(argv[optind - 1]) : NULL;
		if (meant)
			return single_dash(status, meant, cli->command);
		if (letter == '?' || letter == ':')
			return bad_option(status, letter, optopt, argv[optind - 1], cli->command);
		if (letter == 1) {
			if (!take_word(cli, optarg, words, status))
				return false;
			continue;
		}
		enum option_id option = option_of(letter);
		if (option == OPTION_PARAM && cli_has(cli, option))
			return refuse(status, "--param was given before: put a comma between (a.days=1,b.days=2)", NULL,
			              "", cli->command);
		cli->given |= UINT64_C(1) << option;
		cli->value[option] = optarg;
	}
	while (optind < argc)
		if (!take_word(cli, argv[optind++], words, status))
			return false;
	return true;
}

static bool check_options(const struct cli *cli, int *status)
{
	uint64_t allowed = cli->command ? cli->command->options | OPTIONS_COMMON | OPTION_BIT(VERSION) : UINT64_MAX;
	char what[160];

	for (int i = 0; i < OPTION_COUNT; i++) {
		if (!(cli->given & ~allowed & UINT64_C(1) << i))
			continue;
		snprintf(what, sizeof what, "`ties %s` takes no --%s", cli->command->name, infos[i].name);
		return refuse(status, what, NULL, "", cli->command);
	}
	return true;
}

static bool take_format(struct cli *cli, int *status)
{
	const char *word = cli->value[OPTION_FORMAT], *allowed[FORMAT_COUNT + 1];
	char what[200], list[80] = "";
	size_t n = 0;

	if (!word)
		return true;
	for (int i = 0; i < FORMAT_COUNT; i++) {
		if (!(cli->command->formats >> i & 1))
			continue;
		if (strcmp(word, format_names[i]) == 0) {
			cli->format = (enum output_format)i;
			return true;
		}
		allowed[n++] = format_names[i];
		snprintf(list + strlen(list), sizeof list - strlen(list), "%s%s", n > 1 ? ", " : "", format_names[i]);
	}
	allowed[n] = NULL;
	snprintf(what, sizeof what, "`ties %s` cannot write \"%.40s\", only: %s", cli->command->name, word, list);
	return refuse(status, what, cli_nearest(word, allowed), "--format ", cli->command);
}

/** A whole number from 1 up to `most`; false after a message. */
static bool take_number(const struct cli *cli, enum option_id option, unsigned most, unsigned *out, int *status)
{
	const char *text = cli->value[option];
	char what[80];
	uint64_t number;

	if (!text)
		return true;
	if (!str_to_u64(str_from(text), &number) || number == 0 || number > most) {
		snprintf(what, sizeof what, "--%s needs a whole number from 1 to %u", infos[option].name, most);
		return refuse(status, what, NULL, "", cli->command);
	}
	*out = (unsigned)number;
	return true;
}

static bool take_numbers(struct cli *cli, int *status)
{
	const char *threshold = cli->value[OPTION_THRESHOLD], *limit = cli->value[OPTION_LIMIT];
	long processors = sysconf(_SC_NPROCESSORS_ONLN);
	uint64_t number;
	char *end;

	cli->threads = processors < 1 ? 1 : processors > POOL_THREADS_MAX ? POOL_THREADS_MAX : (unsigned)processors;
	if (threshold) {
		cli->threshold = strtod(threshold, &end);
		if (*threshold == '\0' || *end || !(cli->threshold > 0 && cli->threshold <= 1))
			return refuse(status, "--threshold needs a number above 0 and up to 1, such as 0.8", NULL, "",
			              cli->command);
	}
	if (limit) {
		if (!str_to_u64(str_from(limit), &number) || number == 0 || number > UINT32_MAX)
			return refuse(status, "--limit needs a whole number from 1", NULL, "", cli->command);
		cli->limit = (size_t)number;
	}
	return take_number(cli, OPTION_THREADS, POOL_THREADS_MAX, &cli->threads, status) &&
	       take_number(cli, OPTION_MAX_SIZE, MIB_MOST, &cli->max_mib, status) &&
	       take_number(cli, OPTION_TIMEOUT, SECONDS_MOST, &cli->timeout, status) &&
	       take_number(cli, OPTION_TRIES, TRIES_MOST, &cli->tries, status);
}

static bool take_scorer(const struct cli *cli, int *status)
{
	const char *word = cli->value[OPTION_SCORER];
	char what[120];

	if (!word)
		return true;
	for (size_t i = 0; scorer_names[i]; i++)
		if (strcmp(word, scorer_names[i]) == 0)
			return true;
	snprintf(what, sizeof what, "there is no scorer \"%.40s\", only: ties, ofac", word);
	return refuse(status, what, cli_nearest(word, scorer_names), "--scorer ", cli->command);
}

static bool take_date(const struct cli *cli, enum option_id option, int *status)
{
	char what[80];
	struct date date;
	ties_error err = {0};

	if (!cli_has(cli, option))
		return true;
	if (*cli->value[option] == '\0') {
		snprintf(what, sizeof what, "--%s needs a date, such as 2012-12-17", infos[option].name);
		return refuse(status, what, NULL, "", cli->command);
	}
	ties_code rc = option == OPTION_ON ? date_span_parse(cli_value(cli, option), &date, &err)
	                                   : date_parse(cli_value(cli, option), &date, &err);
	if (rc == TIES_OK)
		return true;
	cli_complain("%s", err.message);
	*status = EXIT_USAGE;
	return false;
}

/** A file or folder of the user's own data, as XDG places it. */
static bool in_data_folder(char *path, size_t size, const char *name)
{
	const char *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");
	int n = data && data[0] == '/' ? snprintf(path, size, "%s/ties/%s", data, name)
	                               : snprintf(path, size, "%s/.local/share/ties/%s", home ? home : "", name);

	return n >= 0 && (size_t)n < size;
}

static bool find_database(struct cli *cli, int *status)
{
	const char *db = cli->value[OPTION_DB];
	size_t size = sizeof cli->db_path;

	if (db && !*db)
		return refuse(status, "--db needs the name of a file", NULL, "", cli->command);
	if (!db)
		db = getenv("TIES_DB");
	cli->db_given = db && *db;
	if (cli->db_given ? (size_t)snprintf(cli->db_path, size, "%s", db) >= size
	                  : !in_data_folder(cli->db_path, size, "world.ties"))
		return refuse(status, "the path of the database is too long", NULL, "", NULL);
	return true;
}

static bool find_archive(struct cli *cli, int *status)
{
	const char *archive = cli->value[OPTION_ARCHIVE];
	size_t size = sizeof cli->archive_path;

	if (archive && !*archive)
		return refuse(status, "--archive needs the name of a folder", NULL, "", cli->command);
	if (archive ? (size_t)snprintf(cli->archive_path, size, "%s", archive) >= size
	            : !in_data_folder(cli->archive_path, size, "archive"))
		return refuse(status, "the path of the archive is too long", NULL, "", NULL);
	return true;
}

bool cli_parse(struct cli *cli, int argc, char **argv, int *status)
{
	/* the words are gathered in the place of argv itself: never more of them than arguments */
	char **words = argv;

	*status = EXIT_DONE;
	if (!take_line(cli, argc, argv, words, status))
		return false;
	cli->args = (const char *const *)words;
	if (!cli->command && !(cli->given & (OPTION_BIT(HELP) | OPTION_BIT(VERSION))))
		return refuse(status, "what should be done? A command is missing", NULL, "", NULL);
	if (cli->given & (OPTION_BIT(HELP) | OPTION_BIT(VERSION)))
		return true;
	cli->style.sources = cli_has(cli, OPTION_SOURCES);
	cli->style.verbose = cli_has(cli, OPTION_VERBOSE);
	return check_options(cli, status) && take_format(cli, status) && take_numbers(cli, status) &&
	       take_scorer(cli, status) && take_date(cli, OPTION_ON, status) &&
	       take_date(cli, OPTION_KNOWN_ON, status) && find_database(cli, status) && find_archive(cli, status);
}

bool cli_has_other_scorer(const struct cli *cli)
{
	return cli_has(cli, OPTION_SCORER) && strcmp(cli->value[OPTION_SCORER], scorer_names[0]) != 0;
}

bool cli_steps(const struct cli *cli, enum option_id option, size_t most, size_t *out)
{
	const char *text = cli->value[option];
	uint64_t n;

	if (!text)
		return true;
	if (!str_to_u64(str_from(text), &n) || n < 1 || n > most) {
		cli_complain("--%s takes a number from 1 to %zu, not \"%s\"", cli_option_name(option), most, text);
		return false;
	}
	*out = n;
	return true;
}

ties_time cli_time(const struct cli *cli)
{
	return (ties_time){cli_value(cli, OPTION_ON), cli_value(cli, OPTION_KNOWN_ON)};
}

ties_when cli_on(const struct cli *cli, char text[64])
{
	static_assert(DATE_TEXT_MAX <= 64, "the text of a date fits");
	struct date date = {.first = date_today(), .last = date_today(), .kind = DATE_KNOWN};

	if (cli_has(cli, OPTION_ON)) {
		ties_code rc = date_span_parse(cli_value(cli, OPTION_ON), &date, NULL);
		assert(rc == TIES_OK); /* take_date has looked */
		(void)rc;
	}
	return (ties_when){{text, date_print(date, text)}, date.first, date.last};
}
