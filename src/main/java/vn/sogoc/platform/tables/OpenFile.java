package vn.sogoc.platform.tables;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file that is read from its beginning more than once. It is opened once only, so that whoever
 * gave it may take its name away meanwhile.
 */
final class OpenFile implements AutoCloseable {
  private static final int BUFFER = 1 << 16;

  private final FileChannel channel;

  private OpenFile(FileChannel channel) {
    this.channel = channel;
  }

  static OpenFile of(Path file) throws IOException {
    return new OpenFile(FileChannel.open(file, StandardOpenOption.READ));
  }

  /** The bytes from the first; closing this leaves the file open. */
  InputStream fromStart() {
    return new BufferedInputStream(new FromStart(channel), BUFFER);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private static final class FromStart extends InputStream {
    private final FileChannel channel;
    private long position;

    FromStart(FileChannel channel) {
      this.channel = channel;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int count = channel.read(ByteBuffer.wrap(target, offset, length), position);
      position += Math.max(0, count);
      return count;
    }
  }
}
