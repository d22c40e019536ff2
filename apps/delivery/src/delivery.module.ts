import { Module } from '@nestjs/common';
import { ChannelStore } from './channels/channel.store.ts';
import { FollowChannels } from './channels/follow-channels.handler.ts';
import { EchoStore } from './echoes/echo.store.ts';
import { HearEchoes } from './echoes/hear-echoes.handler.ts';
import { SettleLane } from './echoes/settle-lane.ts';
import { FenceAnswers } from './fencing/fence.answers.ts';
import { FenceStore } from './fencing/fence.store.ts';
import { LaneStore } from './lanes/lane.store.ts';
import { AcceptCommands } from './outbound/accept-commands.handler.ts';
import { OutboundStore } from './outbound/outbound.store.ts';
import { Claim } from './sending/claim.ts';
import { ImageUpload } from './sending/image-upload.ts';
import { ImagesAnswers } from './sending/images.answers.ts';
import { Record } from './sending/record.ts';
import { Sender } from './sending/sender.ts';
import { SenderSignal } from './sending/sender-signal.ts';
import { Transmit } from './sending/transmit.ts';
import { SignalAnswers } from './signals/signal.answers.ts';
import { SignalStore } from './signals/signal.store.ts';
import { OutcomeAnswers } from './unconfirmed/outcome.answers.ts';
import { Prover } from './unconfirmed/prover.ts';
import { FollowWorkspaces } from './workspaces/follow-workspaces.handler.ts';
import { WorkspaceStore } from './workspaces/workspace.store.ts';

const stores = [ChannelStore, EchoStore, FenceStore, LaneStore, OutboundStore, SignalStore, WorkspaceStore];
const reactions = [AcceptCommands, HearEchoes, FollowChannels, FollowWorkspaces];
const sending = [SenderSignal, SettleLane, Claim, ImageUpload, Transmit, Record, Sender, Prover];
const answers = [FenceAnswers, OutcomeAnswers, ImagesAnswers, SignalAnswers];

@Module({ providers: [...stores, ...reactions, ...sending, ...answers] })
export class DeliveryModule {}
