/** A file that is offered for download. */
export interface Attachment {
	id: number;
	/** As people read it: `產品型錄.pdf`. */
	name: string;
	/** Bytes. */
	size: number;
	/** Media type. */
	type: string;
	/** Where it is downloaded. */
	href: string;
}

/** The name of a file among the things that facts are about. */
export const fileThing = (id: number): string => `file:${id}`;

/** A kind of file that may be attached, and the most bytes it may have. */
export interface AttachmentKind {
	ending: string;
	type: string;
	bytes: number;
}

const megabyte = 1024 * 1024;
const office = 'application/vnd.openxmlformats-officedocument';

/** What may be attached. Nothing in it is ever run or drawn by a browser on this site: it is handed over as a download. */
export const attachmentKinds: readonly AttachmentKind[] = [
	{ ending: 'pdf', type: 'application/pdf', bytes: 50 * megabyte },
	{ ending: 'docx', type: `${office}.wordprocessingml.document`, bytes: 50 * megabyte },
	{ ending: 'xlsx', type: `${office}.spreadsheetml.sheet`, bytes: 50 * megabyte },
	{ ending: 'pptx', type: `${office}.presentationml.presentation`, bytes: 50 * megabyte },
	{ ending: 'odt', type: 'application/vnd.oasis.opendocument.text', bytes: 50 * megabyte },
	{ ending: 'zip', type: 'application/zip', bytes: 100 * megabyte },
	{ ending: 'txt', type: 'text/plain', bytes: 10 * megabyte },
	{ ending: 'csv', type: 'text/csv', bytes: 10 * megabyte },
	{ ending: 'mp3', type: 'audio/mpeg', bytes: 100 * megabyte },
	{ ending: 'mp4', type: 'video/mp4', bytes: 200 * megabyte },
];

/** The most bytes that any kind may have. */
export const largestAttachment = Math.max(...attachmentKinds.map(({ bytes }) => bytes));

/** The value of `accept` of a field that takes them. */
export const attachmentAccept = attachmentKinds.map(({ ending }) => `.${ending}`).join(',');

/** Where a file is downloaded: by its content, so that it may be kept for ever; the name is for people. */
export const attachmentPath = (digest: string, name: string): string =>
	`/files/${digest.slice(0, 24)}/${encodeURIComponent(name)}`;
