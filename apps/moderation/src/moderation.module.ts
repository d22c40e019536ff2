import { Module } from '@nestjs/common';
import { ActionStore } from './actions/action.store.ts';
import { Moderator } from './calling/moderator.ts';
import { TikTok } from './calling/tiktok.ts';
import { CommentStore } from './comments/comment.store.ts';
import { HearVisibility } from './comments/hear-visibility.handler.ts';
import { ModerateComments } from './comments/moderate-comments.handler.ts';
import { WatchPosted } from './comments/watch-posted.handler.ts';

@Module({ providers: [CommentStore, ActionStore, TikTok, Moderator, ModerateComments, HearVisibility, WatchPosted] })
export class ModerationModule {}
