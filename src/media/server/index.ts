export { storePicture } from '#media/server/commands/store-picture.ts';
export { findPictures } from '#media/server/queries/find-picture.ts';
export { preparePicture, pictureLimits } from '#media/server/prepare-picture.ts';
