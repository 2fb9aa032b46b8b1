// Photographed from the migrated database. Do not edit: change a migration and photograph again.
import type { Generated, GeneratedAlways, Json, Time } from '#platform/database/column-types.ts';

export interface CropTable {
	picture: number;
	box: string;
	source: string;
	file: string;
	bytes: number;
	cut: Time;
}

export interface FileTable {
	id: GeneratedAlways<number>;
	digest: string;
	file: string;
	name: string;
	type: string;
	size: number;
	uploaded: Time;
	uploader: number | null;
}

export interface FileUseTable {
	file: number;
	thing: string;
	beginning: Generated<boolean>;
}

export interface PictureTable {
	id: GeneratedAlways<number>;
	digest: string;
	fallback: string;
	width: number;
	height: number;
	colour: string;
	alt: Generated<string>;
	uploaded: Time;
	uploader: number | null;
	files: Json;
	original: string | null;
	frames: Generated<number>;
	encoding: Generated<number>;
	caption: Generated<string>;
	focus_x: Generated<number>;
	focus_y: Generated<number>;
	talked: Time | null;
}

export interface PictureSenderTable {
	picture: number;
	member: number;
	sent: Time;
}

export interface PictureUseTable {
	picture: number;
	thing: string;
	beyond: Generated<boolean>;
}

export interface PortraitTable {
	member: number;
	small: string;
	large: string;
	kept: Time;
}

export interface SocialPictureTable {
	thing: string;
	digest: string;
	file: string;
	drawn: Time;
}

declare module '#platform/database/tables.ts' {
	interface Tables {
		'media.crop': CropTable;
		'media.file': FileTable;
		'media.file_use': FileUseTable;
		'media.picture': PictureTable;
		'media.picture_sender': PictureSenderTable;
		'media.picture_use': PictureUseTable;
		'media.portrait': PortraitTable;
		'media.social_picture': SocialPictureTable;
	}
}
