import { Module } from '@nestjs/common';
import { CountTickets } from './facts/count-tickets.handler.ts';
import { FactStore } from './facts/fact.store.ts';
import { ReportAnswers } from './rollups/report.answers.ts';
import { RollupStore } from './rollups/rollup.store.ts';

@Module({ providers: [FactStore, RollupStore, CountTickets, ReportAnswers] })
export class ReportingModule {}
