/* Adding a decision to the file: under a lock, in one write, or not at all. */
#include "decisions/decisions.h"

#include "base/buf.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static const char header[] = "left,right,decision,who,when,reason,score\n";
enum { HEADER_LEN = sizeof header - 1 };

/* As RFC 4180 has it; line ends would make rows of one decision. */
static void add_field(struct buf *b, str s)
{
	bool quoted = false;

	for (size_t i = 0; i < s.len; i++)
		quoted |= s.ptr[i] == ',' || s.ptr[i] == '"';
	if (quoted)
		buf_add_char(b, '"');
	for (size_t i = 0; i < s.len; i++) {
		char c = s.ptr[i];
		if (c == '"')
			buf_add_char(b, '"');
		buf_add_char(b, (unsigned char)c < ' ' || c == 0x7f ? ' ' : c);
	}
	if (quoted)
		buf_add_char(b, '"');
}

static void add_row(struct buf *b, const ties_decided *d)
{
	char now[32] = "", score[16] = "";
	time_t seconds = time(NULL);
	struct tm utc;

	if (d->when.len == 0 && gmtime_r(&seconds, &utc))
		strftime(now, sizeof now, "%Y-%m-%dT%H:%M:%SZ", &utc);
	if (d->score >= 0)
		snprintf(score, sizeof score, "%.4f", d->score);
	const str fields[] = {d->left,
	                      d->right,
	                      str_from(ties_verdict_name(d->verdict)),
	                      d->who,
	                      d->when.len ? d->when : str_from(now),
	                      d->reason,
	                      str_from(score)};
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
		if (i)
			buf_add_char(b, ',');
		add_field(b, fields[i]);
	}
	buf_add_char(b, '\n');
}

/* Would it be read back? */
static ties_code check(const char *path, const ties_decided *d, ties_error *err)
{
	struct decisions again = {0};
	struct buf b = {0};

	buf_add(&b, (str){header, HEADER_LEN});
	add_row(&b, d);
	ties_code rc = b.failed ? error_nomem(err) : decisions_read_memory(&again, path, buf_str(&b), NULL, NULL, err);
	if (rc == TIES_OK && again.list.len != 1)
		rc = error_set(err, TIES_ERR_USAGE,
		               "\"%.*s\" and \"%.*s\" cannot be decided about: two different records are needed, each "
		               "written as dataset:record id",
		               STR_ARG(d->left), STR_ARG(d->right));
	if (rc == TIES_OK && d->who.len == 0)
		rc = error_set(err, TIES_ERR_USAGE, "a decision needs a name: who decides?");
	decisions_finish(&again);
	buf_finish(&b);
	return rc;
}

/* What has to stand before the row: the header in a new file, a line end where an editor left none. */
static ties_code look_at_file(struct buf *b, int file, const char *path, off_t *size, ties_error *err)
{
	struct stat st;
	char head[HEADER_LEN], last;

	if (fstat(file, &st) < 0)
		return error_errno(err, path, "look at it");
	*size = st.st_size;
	if (st.st_size == 0) {
		buf_add(b, (str){header, HEADER_LEN});
		return TIES_OK;
	}
	if (pread(file, head, HEADER_LEN, 0) != HEADER_LEN || memcmp(head, header, HEADER_LEN - 1) != 0)
		return error_at(err, TIES_ERR_FORMAT, path, 1,
		                "no decision can be added: the first line is not \"%.*s\". Name another file",
		                HEADER_LEN - 1, header);
	if (pread(file, &last, 1, st.st_size - 1) != 1)
		return error_errno(err, path, "read it");
	if (last != '\n')
		buf_add_char(b, '\n');
	return TIES_OK;
}

/* A write that stopped half way is taken back. */
static ties_code write_all(int file, const char *path, const struct buf *b, off_t size, ties_error *err)
{
	ssize_t written = write(file, b->ptr, b->len);

	if (written >= 0 && (size_t)written == b->len && fsync(file) == 0)
		return TIES_OK;
	ties_code rc = written >= 0 && (size_t)written < b->len
	                   ? error_set(err, TIES_ERR_IO, "%s: cannot add the decision: the disk is full", path)
	                   : error_errno(err, path, "add the decision");
	if (ftruncate(file, size) < 0)
		return error_errno(err, path, "take half a decision back");
	return rc;
}

ties_code ties_decide(const char *path, const ties_decided *decided, ties_error *err)
{
	struct buf b = {0};
	off_t size = 0;
	ties_code rc = check(path, decided, err);

	if (rc != TIES_OK)
		return rc;
	int file = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
	if (file < 0)
		return error_errno(err, path, "open it");
	if (flock(file, LOCK_EX) < 0)
		rc = error_errno(err, path, "lock it");
	if (rc == TIES_OK)
		rc = look_at_file(&b, file, path, &size, err);
	if (rc == TIES_OK) {
		add_row(&b, decided);
		rc = b.failed ? error_nomem(err) : write_all(file, path, &b, size, err);
	}
	close(file);
	buf_finish(&b);
	return rc;
}
