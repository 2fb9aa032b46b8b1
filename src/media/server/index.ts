export { storePicture } from '#media/server/commands/store-picture.ts';
export { describePicture, DescribePicture } from '#media/server/commands/describe-picture.ts';
export { deletePicture } from '#media/server/commands/delete-picture.ts';
export { listPictures, readPicture } from '#media/server/queries/list-pictures.ts';
export { keepUses } from '#media/server/commands/keep-uses.ts';
export { storeFile } from '#media/server/commands/store-file.ts';
export { findFiles, findDownload, type Download } from '#media/server/queries/find-files.ts';
export { findPictures } from '#media/server/queries/find-picture.ts';
export { encodePicture, renewPictures } from '#media/server/jobs/encode-picture.ts';
