/* `ties help`, `ties help COMMAND`, and --help. */
#include "cli/cli.h"

#include <stdio.h>

enum { HELP_AT = 26, WIDTH_MOST = 80, WIDTH_LEAST = 60 };

static size_t page_width(const struct report_out *out)
{
	return out->width < WIDTH_LEAST ? WIDTH_LEAST : out->width > WIDTH_MOST ? WIDTH_MOST : out->width;
}

/** Words of `s` wrapped at the width of the page, lines after the first indented. */
static void wrap(struct report_out *out, const char *s, size_t column, size_t indent)
{
	struct buf *b = &out->buf;
	size_t width = page_width(out);
	str rest = str_from(s), word;
	bool first = true;

	while (str_split(&rest, ' ', &word)) {
		if (!first && column + 1 + word.len > width) {
			buf_print(b, "\n%*s", (int)indent, "");
			column = indent;
		} else if (!first) {
			buf_add_char(b, ' ');
			column++;
		}
		buf_add(b, word);
		column += word.len;
		first = false;
	}
	buf_add_char(b, '\n');
}

/** "text, json, jsonl or csv", of those that the command can write. */
static void list_formats(char *list, size_t size, unsigned formats)
{
	const char *join = "";
	size_t used = 0;

	*list = '\0';
	for (int i = 0; i < FORMAT_COUNT; i++) {
		if (!(formats >> i & 1))
			continue;
		used +=
		    (size_t)snprintf(list + used, size - used, "%s%s", join, cli_format_name((enum output_format)i));
		unsigned rest = formats >> (i + 1);
		join = rest & (rest - 1) ? ", " : " or "; /* one is left: the last */
	}
}

static void option(struct report_out *out, enum option_id id, const char *help)
{
	struct buf *b = &out->buf;
	const char *metavar = cli_option_metavar(id);
	size_t begin = b->len;

	if (cli_option_letter(id))
		buf_print(b, "  -%c, --%s", cli_option_letter(id), cli_option_name(id));
	else
		buf_print(b, "      --%s", cli_option_name(id));
	if (metavar)
		buf_print(b, " %s", metavar);
	size_t column = b->len - begin;
	if (column + 2 > HELP_AT) {
		buf_print(b, "\n%*s", HELP_AT, "");
		column = HELP_AT;
	} else {
		buf_print(b, "%*s", (int)(HELP_AT - column), "");
	}
	wrap(out, help, HELP_AT, HELP_AT);
}

void cli_print_help(struct report_out *out, const struct command *command)
{
	struct buf *b = &out->buf;
	uint64_t options = command->run == cli_help ? 0 : command->options | OPTIONS_COMMON;
	char formats[64];

	list_formats(formats, sizeof formats, command->formats);
	buf_print(b, "ties %s: %s\n\n", command->name, command->summary);
	buf_print(b, "  ties %s%s%s%s\n\n", command->name, *command->arguments ? " " : "", command->arguments,
	          options ? " [OPTIONS]" : "");
	wrap(out, command->about, 0, 0);
	if (options)
		buf_add(b, STR("\nOPTIONS\n"));
	for (int i = 0; i < OPTION_COUNT; i++) {
		if (!(options >> i & 1))
			continue;
		const char *help = i == OPTION_FORMAT  ? formats
		                   : i == OPTION_FORCE ? command->force
		                                       : cli_option_help((enum option_id)i);
		option(out, (enum option_id)i, help);
	}
	buf_print(b, "\nEXAMPLES\n%s", command->examples);
}

void cli_print_overview(struct report_out *out)
{
	struct buf *b = &out->buf;

	buf_add(b, STR("ties: who is this, what were they on that day, and who says so?\n\n"
	               "  ties [--db FILE] COMMAND [OPTIONS] [ARGS]\n"
	               "  ties --version\n\nCOMMANDS\n"));
	for (const struct command *c = cli_commands(); c->name; c++)
		buf_print(b, "  %-8s  %s\n", c->name, c->summary);
	buf_add(b, STR("\nEXAMPLES\n"
	               "  ties build -o world.ties data\n"
	               "  ties --db world.ties screen \"Mojahedin-e Khalq\" --on 2011-05-01\n"
	               "  ties --db world.ties scan article.md --format html -o article.html\n\n"
	               "`ties help COMMAND` says more. The database is --db, else $TIES_DB, else\n"
	               "$XDG_DATA_HOME/ties/world.ties. Exit status: 0 done, 1 failed, 2 wrong usage,\n"
	               "3 something matched (with --fail-on-hit).\n"));
}

int cli_help(struct cli *cli)
{
	struct report_out out = cli->style;
	const struct command *about = NULL;

	if (cli->arg_count > 1) {
		cli_complain("help is about one command at a time. See: ties help");
		return EXIT_USAGE;
	}
	if (cli->arg_count == 1 && !(about = cli_command_find(cli->args[0]))) {
		cli_complain_command(cli->args[0]);
		return EXIT_USAGE;
	}
	if (about)
		cli_print_help(&out, about);
	else
		cli_print_overview(&out);
	bool written = cli_write(&out);
	buf_finish(&out.buf);
	return written ? EXIT_DONE : EXIT_FAILED;
}
