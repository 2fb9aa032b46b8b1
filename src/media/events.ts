/** A picture's encodings were made, or made anew. About `picture:ID`. */
export const pictureEncoded = 'picture.encoded';

/** A picture's texts or its focus changed. About `picture:ID`. */
export const pictureDescribed = 'picture.described';

/** Data of both. */
export interface PictureChanged {
	picture: number;
}

export const pictureDeleted = 'picture.deleted';
/** A file went out of the library. About `file:ID`. */
export const fileDeleted = 'file.deleted';

/** What a share card of a thing shows was drawn, or drawn anew. About the thing itself. */
export const socialPictureDrawn = 'social-picture.drawn';

/** A member has another picture, or none any more. About `member:ID`; data `{ member }`. */
export const portraitKept = 'portrait.kept';
export const portraitRemoved = 'portrait.removed';
