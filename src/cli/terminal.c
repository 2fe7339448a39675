/* The world around the program: terminal, environment, standard streams. */
#include "base/error.h"
#include "base/file.h"
#include "cli/cli.h"

#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

enum { WIDTH_DEFAULT = 80, WIDTH_MOST = 100, OUTPUT_BUFFER = 1 << 16 };

static unsigned terminal_width(void)
{
	const char *columns = getenv("COLUMNS");
	struct winsize size;
	uint64_t n;

	if (columns && str_to_u64(str_from(columns), &n) && n > 0)
		return n < WIDTH_MOST ? (unsigned)n : WIDTH_MOST;
	if (isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
		return size.ws_col < WIDTH_MOST ? size.ws_col : WIDTH_MOST;
	return WIDTH_DEFAULT;
}

void cli_prepare(void)
{
	/* a full disk, a size limit or a reader that left is told by write, with a reason */
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN);
	/* a file opened in the place of a closed standard stream would get what is printed there; what stands in
	 * its place refuses to be used */
	for (int fd = 0; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) != fd)
			_exit(EXIT_FAILED);
	/* who reads a file or a pipe is not told of every few answers; it is kept until the program ends */
	char *buffer = isatty(STDOUT_FILENO) ? NULL : malloc(OUTPUT_BUFFER);
	if (buffer)
		setvbuf(stdout, buffer, _IOFBF, OUTPUT_BUFFER);
}

struct report_out cli_style(void)
{
	const char *no_color = getenv("NO_COLOR"), *term = getenv("TERM");
	bool terminal = isatty(STDOUT_FILENO) && !(term && strcmp(term, "dumb") == 0);
	bool utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0;

	return (struct report_out){
	    .width = terminal_width(),
	    .utf8 = utf8,
	    .colour = terminal && !(no_color && *no_color),
	    .isolate = terminal && utf8,
	};
}

static void complain_of_output(int number)
{
	if (number != EPIPE) /* the reader had enough: no reason to complain */
		cli_complain("cannot write to standard output: %s", strerror(number));
}

void cli_complain(const char *format, ...)
{
	char text[1024];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	for (char *c = text; *c; c++) /* names come from files: no control character reaches the terminal */
		if ((unsigned char)*c < 0x20 || *c == 0x7F)
			*c = '?';
	/* in the order in which things happened */
	if (!ferror(stdout) && fflush(stdout) != 0)
		complain_of_output(errno);
	fprintf(stderr, "ties: %s\n", text);
}

int cli_fail(const ties_error *err)
{
	cli_complain("%s", err->message);
	return err->code == TIES_ERR_USAGE ? EXIT_USAGE : EXIT_FAILED;
}

bool cli_write(struct report_out *out)
{
	bool whole = out->buf.len == 0;

	if (out->buf.failed) {
		cli_complain("out of memory");
		whole = false;
	} else if (!whole && !ferror(stdout)) { /* what failed once has been told */
		whole = fwrite(out->buf.ptr, 1, out->buf.len, stdout) == out->buf.len;
		if (!whole)
			complain_of_output(errno);
	}
	buf_clear(&out->buf);
	return whole;
}

bool cli_to_file(const struct cli *cli)
{
	return cli_has(cli, OPTION_OUTPUT) && strcmp(cli->value[OPTION_OUTPUT], "-") != 0;
}

struct report_out cli_page(const struct cli *cli)
{
	struct report_out page = cli->style;

	if (cli_to_file(cli))
		page.colour = page.isolate = false;
	return page;
}

ties_code cli_store(const struct cli *cli, struct report_out *out, ties_error *err)
{
	struct file_writer *writer;

	if (out->buf.failed)
		return error_nomem(err);
	ties_code rc = file_writer_open(&writer, cli->value[OPTION_OUTPUT], err);
	if (rc == TIES_OK) {
		file_write(writer, out->buf.ptr, out->buf.len);
		rc = file_commit(writer, err);
	}
	buf_clear(&out->buf);
	return rc;
}

int cli_deliver(const struct cli *cli, struct report_out *out)
{
	ties_error err;

	if (!cli_to_file(cli) || out->buf.len == 0)
		return cli_write(out) ? EXIT_DONE : EXIT_FAILED;
	return cli_store(cli, out, &err) ? cli_fail(&err) : EXIT_DONE;
}

void cli_tell_taken(const struct cli *cli, ties_str query, const ties_candidate *candidates, size_t count)
{
	struct report_out out = {.utf8 = cli->style.utf8, .width = UINT16_MAX};

	if (count == 1)
		report_taken_text(&out, query, &candidates[0]);
	str words = str_trim(buf_str(&out.buf));
	if (words.len && !cli_has(cli, OPTION_QUIET))
		cli_complain("%.*s", STR_ARG(words));
	buf_finish(&out.buf);
}

bool cli_can_draw(const struct cli *cli, ties_str query, const ties_candidate *candidates, size_t count)
{
	if ((FORMATS_DRAWN | FORMAT_BIT(CSV)) >> cli->format & 1)
		cli_tell_taken(cli, query, candidates, count);
	if (count == 1 || !(FORMATS_DRAWN >> cli->format & 1))
		return true;
	cli_complain_ambiguous(query, candidates, count); /* who is nobody is told elsewhere */
	return false;
}

int cli_close_output(int status)
{
	if (ferror(stdout)) /* cli_write has said why */
		return EXIT_FAILED;
	if (fflush(stdout) == 0)
		return status;
	complain_of_output(errno);
	return EXIT_FAILED;
}

ties_code cli_open(ties_book **book, const struct cli *cli, ties_error *err)
{
	ties_code rc = ties_book_open(book, cli->db_path, err);

	if (rc == TIES_ERR_NOT_FOUND)
		snprintf(err->message, sizeof err->message,
		         "there is no database %.300s yet. Make one with: ties build -o %.300s data", cli->db_path,
		         cli->db_path);
	return rc;
}

double cli_seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

bool cli_shows_progress(const struct cli *cli)
{
	return !cli_has(cli, OPTION_QUIET) && isatty(STDERR_FILENO);
}
