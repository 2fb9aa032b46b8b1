export { answerFederation } from '#federation/server/answer-federation.ts';
export {
	blockHost,
	switchFederation,
	SwitchFederation,
	unblockHost,
} from '#federation/server/commands/switch-federation.ts';
export { findOpenAddress, isFederated, readFederation } from '#federation/server/queries/read-federation.ts';
export { federationKeepsakes } from '#federation/server/keepsakes.ts';
export { federationPerson } from '#federation/server/person-source.ts';
export { deliver } from '#federation/server/jobs/deliver.ts';
export { tellAgain } from '#federation/server/jobs/tell-again.ts';
export { followThings } from '#federation/server/jobs/follow-things.ts';
export { forgetHeard } from '#federation/server/jobs/forget-heard.ts';
