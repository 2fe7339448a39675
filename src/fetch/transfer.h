/* How do bytes come over the wire? One list from its server into a file. Internal to src/fetch.
 *
 * libcurl does HTTP and TLS; here it is decided what is asked for, what is accepted, and which bytes may be gone on
 * with when a transfer broke off: those of which the server gave a strong ETag, and only if it says that it goes on
 * with the same version at the right byte. Everything else begins anew. */
#ifndef FETCH_TRANSFER_H
#define FETCH_TRANSFER_H

#include "base/error.h"

enum { TRANSFER_FIELD_MAX = 512 };

/** What is asked for. */
struct transfer_request {
	const char *url;
	const char *incoming;      /* file that the bytes go to */
	const char *note;          /* file that keeps the ETag of these bytes */
	const char *etag;          /* of the version that is there already; "": none */
	const char *last_modified; /* likewise */
	const char *ca_file;       /* NULL: the system's */
	uint64_t max_size;         /* bytes */
	unsigned timeout;          /* seconds without progress */
	bool allow_http;
	void (*progress)(void *context, uint64_t done, uint64_t total);
	void *context;
};

/** What the server said. */
struct transfer_reply {
	bool not_modified; /* the version asked with is current: no bytes came */
	bool transient;    /* of a failure: trying again may help */
	bool stale;        /* of a failure: what was there in part was of no use and is gone; try again at once */
	bool delimited;    /* the end of the bytes was marked, so that none are missing */
	char etag[TRANSFER_FIELD_MAX];
	char last_modified[TRANSFER_FIELD_MAX];
};

/** Gets the list. On TIES_OK the whole of it is in `incoming`, or it is not modified. On failure the message says why,
 *  without the address; what can be gone on with next time is left in `incoming` and `note`, anything else is removed.
 */
ties_code transfer(struct transfer_reply *reply, const struct transfer_request *request, ties_error *err);

#endif
