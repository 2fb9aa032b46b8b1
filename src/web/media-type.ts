const types: Readonly<Record<string, string>> = {
	webp: 'image/webp',
	jpg: 'image/jpeg',
	png: 'image/png',
	avif: 'image/avif',
	// Drawn here: nobody can send these.
	ico: 'image/x-icon',
	svg: 'image/svg+xml',
};

/** The media type of a stored file, or null when it is none of ours. */
export const mediaType = (file: string): string | null =>
	(/^[a-z0-9-]+\.[a-z0-9]+$/.test(file) ? types[file.split('.')[1] ?? ''] : null) ?? null;
