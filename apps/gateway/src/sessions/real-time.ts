import { Injectable } from '@nestjs/common';
import { Clock } from '@duet/messaging';

/** The time for sessions and sign-in limits: the demo moves the other clock by days, and nobody is signed out by that. */
@Injectable()
export class RealTime extends Clock {}
