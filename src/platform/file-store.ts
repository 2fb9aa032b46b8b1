/** A part of a file: first and last byte, both counted from 0 and both included. */
export interface ByteRange {
	first: number;
	last: number;
}

/** A file that is being read. `size` is that of the whole file in bytes, also where only a part is read. */
export interface StoredFile {
	size: number;
	stream: ReadableStream<Uint8Array>;
}

/**
 * Where a site's files lie. Names are content hashes with an extension, so a file never changes and writing it twice does
 * no harm. Whether they lie in a folder or on another machine, nobody ever reads half a file.
 */
export interface FileStore {
	put(name: string, bytes: Uint8Array): Promise<void>;
	/** Takes over a file of this machine, without ever holding it in memory; `path` may be gone afterwards. */
	putFile(name: string, path: string): Promise<void>;
	/** The file, or a part of it, as a stream; null when it is not there. */
	read(name: string, part?: ByteRange): Promise<StoredFile | null>;
	/** Size in bytes, or null when it is not there. */
	size(name: string): Promise<number | null>;
	remove(name: string): Promise<void>;
	/** Every file, in order of their names. */
	list(): AsyncIterable<{ name: string; size: number }>;
}

/** The name itself. Throws where it could mean anything but one file of the store. */
export function fileName(name: string): string {
	if (!/^[a-z0-9][a-z0-9._-]{3,120}$/.test(name)) throw new Error(`Not a file name: ${name}`);
	return name;
}
