export { readBrand, forgetBrand } from '#site/server/queries/read-brand.ts';
export { changeBrand, ChangeBrand } from '#site/server/commands/change-brand.ts';
export { offerSetup } from '#site/server/commands/offer-setup.ts';
export { finishSetup, checkSetup, FinishSetup } from '#site/server/commands/finish-setup.ts';
export { forgetFrame, frameThings, readFrame, type Frame } from '#site/server/queries/read-frame.ts';
export { arrangeMenu, ArrangeMenu } from '#site/server/commands/arrange-menu.ts';
export { readMenu } from '#site/server/queries/read-menu.ts';
export { changeContact, ChangeContact } from '#site/server/commands/change-contact.ts';
export { readContact } from '#site/server/queries/read-contact.ts';
export { changeAnnouncement, ChangeAnnouncement } from '#site/server/commands/change-announcement.ts';
export { readAnnouncement } from '#site/server/queries/read-announcement.ts';
export { turnAnnouncement } from '#site/server/jobs/turn-announcement.ts';
export { drawIcons } from '#site/server/jobs/draw-icons.ts';
export { beginPages, BeginPages } from '#site/server/commands/begin-pages.ts';
export { checkPrivacy } from '#site/server/queries/check-privacy.ts';
export { findWayOut, type WayOut } from '#site/server/queries/find-way-out.ts';
export { changeLook, ChangeLook } from '#site/server/commands/change-look.ts';
export {
	claimDomain,
	dropDomain,
	listDomains,
	lookAtDomain,
	makeMainDomain,
} from '#site/server/commands/claim-domain.ts';
