/* Any bytes as a stream: read as blocks, as lines and after a look ahead, it gives the same bytes or the same error;
 * and compressed by us it comes back as it was. */
#include "base/file.h"

#include <stdlib.h>
#include <zlib.h>
#include <zstd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { PLAIN_MAX = 1 << 20, LINE_MAX_BYTES = 1000 };

static void check(bool ok)
{
	if (!ok)
		abort();
}

static struct input *open_bytes(str bytes)
{
	struct input *in;

	check(input_open_memory(&in, "fuzz", bytes, NULL) == TIES_OK);
	return in;
}

/* All of it, `step` bytes at a time; false when it is damaged. What lies behind PLAIN_MAX is left. */
static bool read_all(str bytes, size_t step, bool peek, struct buf *out)
{
	struct input *in = open_bytes(bytes);
	ties_error err = {0};
	str head = {NULL, 0};
	size_t got = 1;
	ties_code rc = peek ? input_peek(in, &head, &err) : TIES_OK;
	struct buf before = {0};

	buf_add(&before, head);
	while (rc == TIES_OK && got && out->len < PLAIN_MAX) {
		check(buf_reserve(out, step));
		rc = input_read(in, out->ptr + out->len, step, &got, &err);
		check(got <= step || rc != TIES_OK);
		out->len += rc == TIES_OK ? got : 0;
	}
	check(rc == TIES_OK || err.message[0]);
	if (rc == TIES_OK)
		check(str_equal(buf_str(&before), str_slice(buf_str(out), 0, before.len)));
	buf_finish(&before);
	input_close(in);
	return rc == TIES_OK;
}

/* Lines and what they lack of the whole: their ends. */
static void check_lines(str bytes, str plain)
{
	struct input *in = open_bytes(bytes);
	size_t at = 0;
	uint64_t number = 0;
	bool more = true;

	while (at < PLAIN_MAX) {
		str line;
		ties_error err = {0};
		ties_code rc = input_line(in, &line, LINE_MAX_BYTES, &more, &err);
		if (rc != TIES_OK) {
			check(err.message[0] && rc == TIES_ERR_LIMIT);
			break;
		}
		if (!more) {
			check(at == plain.len && line.len == 0);
			break;
		}
		check(input_line_number(in) == ++number && line.len <= LINE_MAX_BYTES);
		check(str_equal(line, str_slice(plain, at, at + line.len)));
		at += line.len;
		check(at == plain.len || plain.ptr[at] == '\n' || plain.ptr[at] == '\r');
		at +=
		    at < plain.len ? 1 + (plain.ptr[at] == '\r' && at + 1 < plain.len && plain.ptr[at + 1] == '\n') : 0;
	}
	input_close(in);
}

static void check_same(str bytes, str plain)
{
	struct buf out = {0};

	check(read_all(bytes, 4096, true, &out));
	check(str_equal(buf_str(&out), plain));
	buf_finish(&out);
}

static void add_gzip(struct buf *out, str plain)
{
	z_stream z = {.next_in = (Bytef *)(uintptr_t)plain.ptr, .avail_in = (uInt)plain.len};

	check(deflateInit2(&z, 1, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) == Z_OK);
	size_t bound = deflateBound(&z, plain.len);
	check(buf_reserve(out, bound));
	z.next_out = (Bytef *)out->ptr + out->len;
	z.avail_out = (uInt)bound;
	check(deflate(&z, Z_FINISH) == Z_STREAM_END);
	out->len += bound - z.avail_out;
	deflateEnd(&z);
}

static void add_zstd(struct buf *out, str plain)
{
	size_t bound = ZSTD_compressBound(plain.len);

	check(buf_reserve(out, bound));
	size_t n = ZSTD_compress(out->ptr + out->len, bound, plain.ptr, plain.len, 1);
	check(!ZSTD_isError(n));
	out->len += n;
}

/* One member, two of them, and the second one cut off. */
static void check_compressed(str plain, void add(struct buf *out, str plain))
{
	struct buf packed = {0}, twice = {0}, cut = {0};

	buf_add(&twice, plain);
	buf_add(&twice, plain);
	add(&packed, plain);
	size_t first = packed.len;
	check_same(buf_str(&packed), plain);
	add(&packed, plain);
	check_same(buf_str(&packed), buf_str(&twice));
	packed.len -= 1 + plain.len % (packed.len - first - 1);
	check(!read_all(buf_str(&packed), 1000, false, &cut));
	buf_finish(&packed);
	buf_finish(&twice);
	buf_finish(&cut);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	str bytes = {(const char *)data, size};
	struct buf large = {0}, small = {0};

	bool well = read_all(bytes, 70000, false, &large);
	check(read_all(bytes, 7, true, &small) == well || large.len >= PLAIN_MAX);
	if (well && large.len < PLAIN_MAX) {
		check(str_equal(buf_str(&large), buf_str(&small)));
		check_lines(bytes, buf_str(&large));
	}
	check_compressed(bytes, add_gzip);
	check_compressed(bytes, add_zstd);
	buf_finish(&large);
	buf_finish(&small);
	return 0;
}
