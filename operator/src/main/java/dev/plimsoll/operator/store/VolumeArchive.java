package dev.plimsoll.operator.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * Files on a volume that is mounted into the operator's pod. A file is written beside its place, synced, and renamed,
 * so that after a power cut there is the old file, the new one or none.
 */
public final class VolumeArchive implements Archive {
    /** For the operator and for who reads with the group of the pod; results may tell what requests held. */
    private static final Set<PosixFilePermission> FOR_GROUP = PosixFilePermissions.fromString("rw-r-----");

    private final Path root;

    public VolumeArchive(Path root) {
        this.root = root;
    }

    @Override
    public void put(String key, byte[] content) {
        try {
            write(root.resolve(key), content);
        } catch (IOException e) {
            throw new ArchiveException("cannot write " + locate(key) + ": " + why(e), e);
        }
    }

    private void write(Path target, byte[] content) throws IOException {
        if (!Files.isDirectory(root)) {
            // never made here: without its volume the operator would fill a file system that dies with the pod
            throw new NoSuchFileException(root.toString());
        }
        var folder = folderOf(target);
        var unfinished = Files.createTempFile(folder, ".result-", ".tmp");
        try {
            writeSynced(unfinished, content);
            Files.setPosixFilePermissions(unfinished, FOR_GROUP);
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
        sync(folder);
    }

    /** A new folder is durable when the one that it is in was synced. */
    private Path folderOf(Path target) throws IOException {
        var folder = root;
        for (var name : root.relativize(target.getParent())) {
            var next = folder.resolve(name);
            if (!Files.isDirectory(next)) {
                Files.createDirectories(next);
                sync(folder);
            }
            folder = next;
        }
        return folder;
    }

    static void writeSynced(Path file, byte[] content) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            var left = ByteBuffer.wrap(content);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
        }
    }

    private static void sync(Path folder) throws IOException {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public Optional<byte[]> get(String key) {
        try {
            if (!Files.isDirectory(root)) {
                throw new NoSuchFileException(root.toString());
            }
            return read(root.resolve(key));
        } catch (IOException e) {
            throw new ArchiveException("cannot read " + locate(key) + ": " + why(e), e);
        }
    }

    private static Optional<byte[]> read(Path file) throws IOException {
        return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
    }

    private String why(IOException e) {
        return switch (e) {
            case NoSuchFileException missing
            when root.toString().equals(missing.getFile()) ->
                "results.volume.path: there is no folder " + root + "; mount a PersistentVolumeClaim there";
            case AccessDeniedException denied ->
                denied.getFile()
                        + ": access denied; let the volume belong to the pod's group, with securityContext.fsGroup";
            case FileSystemException refused
            when refused.getReason() != null -> refused.getFile() + ": " + refused.getReason();
            default -> String.valueOf(e.getMessage());
        };
    }

    @Override
    public String locate(String key) {
        return root.resolve(key).toUri().toString();
    }

    @Override
    public void close() {
        // nothing is open between calls
    }
}
