import { Download } from 'lucide-react';
import { Button } from '../../components/ui/button.tsx';
import { strings } from './strings.ts';
import { exportMessages } from './export-file.ts';

export const ExportMessages = ({ ticket: { id, number } }: { ticket: { id: string; number: number } }) => (
  <Button small look="quiet" className="-ml-2" onClick={() => void exportMessages(id, number)}>
    <Download size={14} aria-hidden />
    {strings.messages}
  </Button>
);
