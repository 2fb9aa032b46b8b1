-- What a person wrote to us on a network is found by the network's name for them.
create index conversation_by_origin on inbox.conversation (origin, person) where kind = 'message';
