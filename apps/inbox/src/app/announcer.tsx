import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef } from 'react';
import { useNavigate } from 'react-router';
import { toast } from 'sonner';
import { type Call, callFrom, expiringSoon } from '../features/notifications/call.ts';
import { chime } from '../features/notifications/chime.ts';
import { isQuiet, useNotificationSettings } from '../features/notifications/settings.ts';
import { strings } from '../features/notifications/strings.ts';
import { ticketQuery } from '../features/tickets/api/get-ticket.ts';
import { useTickets } from '../features/tickets/api/list-tickets.ts';
import { contactName } from '../lib/contact-name.ts';
import { onEventLine } from '../lib/event-lines.ts';
import { countUnseen, seen } from '../lib/page-title.ts';
import { useViewer } from '../lib/session-context.ts';
import { usualFilter } from '../lib/ticket-filter.ts';
import { useNow } from '../lib/use-now.ts';

const waitingForMe = { ...usualFilter, show: 'unreplied', who: 'mine', channel: 'tiktok_messenger' } as const;

/** Tells the person of what calls for them. Of several tabs one speaks. */
export function Announcer() {
  const { person } = useViewer();
  const client = useQueryClient();
  const navigate = useNavigate();
  const settings = useNotificationSettings();
  const waiting = useTickets(waitingForMe, person.id);
  const told = useRef(new Set<string>());
  const speaks = useRef(false);
  const now = useNow();

  async function announce(call: Call) {
    if (!settings[call.kind] || !speaks.current) return;
    const { number, contact } = await client.fetchQuery(ticketQuery(call.ticketId));
    const words = strings.said[call.kind](call.kind === 'expiring' ? '' : call.by, number, contactName(contact));
    const open = () => void navigate(`/inbox/${call.ticketId}`);
    if (document.hasFocus()) toast(words, { action: { label: strings.goThere, onClick: open } });
    else countUnseen();
    if (isQuiet(settings, new Date())) return;
    if (settings.sound) chime();
    if (
      !settings.desktop ||
      document.hasFocus() ||
      !('Notification' in window) ||
      Notification.permission !== 'granted'
    )
      return;
    new Notification('Duet', { body: words, tag: `${call.kind} ${call.ticketId}` }).onclick = () => {
      window.focus();
      open();
    };
  }

  const hear = useEffectEvent((line: string) => {
    const call = callFrom(line, person.id);
    if (call) void announce(call).catch(() => undefined);
  });
  useEffect(() => onEventLine((line) => hear(line)), []);

  const lookAtWindows = useEffectEvent(() => {
    for (const { name, call } of expiringSoon(waiting.data ?? [], now)) {
      if (told.current.has(name) || !speaks.current) continue;
      told.current.add(name);
      void announce(call).catch(() => undefined);
    }
  });
  useEffect(() => lookAtWindows(), [waiting.data, now]);

  useEffect(() => {
    window.addEventListener('focus', seen);
    return () => window.removeEventListener('focus', seen);
  }, []);
  useEffect(() => {
    const left = new AbortController();
    const lead = () => {
      speaks.current = true;
      return new Promise<void>((resolve) => left.signal.addEventListener('abort', () => resolve()));
    };
    navigator.locks?.request(`duet-speaks-${person.id}`, { signal: left.signal }, lead).catch(() => undefined);
    return () => {
      speaks.current = false;
      left.abort();
    };
  }, [person.id]);
  return null;
}
